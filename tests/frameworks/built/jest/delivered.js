// The answers of a handler to a message of Stripe, to its duplicate, to a forgery, and if the function throws.

const { body, headers, secret } = require("./message.json"); // signed by Stripe's library

module.exports = async function delivered({ MemoryStore, schemes, webhookHandler }) {
  const calls = [];
  const act = (event, { json, attempt }) => {
    if (calls.push(attempt) === 1) throw new Error(`the handler's own, for ${json().id}`);
  };
  const handle = webhookHandler(schemes.stripe, { secrets: [secret], store: new MemoryStore(), onReject: () => {} }, act);
  const post = async (text) => (await handle(new Request("https://shop.example", { method: "POST", headers, body: text }))).status;
  return [await post(body), await post("{}"), await post(body), await post(body), calls.join()];
};
