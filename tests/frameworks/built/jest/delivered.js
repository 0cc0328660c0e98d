// The statuses with which a handler answers four messages of Stripe: a message for which the handler's function throws, a forged message, a
// second attempt of the first message, and a duplicate of it.

const { body, headers, secret } = require("./message.json"); // signed by Stripe's library

module.exports = async function delivered({ MemoryStore, schemes, webhookHandler }) {
  const calls = [];
  const act = (event, { json, attempt }) => {
    if (calls.push(attempt) === 1) throw new Error(`an error of the handler, for ${json().id}`);
  };
  const handle = webhookHandler(schemes.stripe, { secrets: [secret], store: new MemoryStore(), onReject: () => {} }, act);
  const post = async (text) => (await handle(new Request("https://shop.example", { method: "POST", headers, body: text }))).status;
  return [await post(body), await post("{}"), await post(body), await post(body), calls.join()];
};
