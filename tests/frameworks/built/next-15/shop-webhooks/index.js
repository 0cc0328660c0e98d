// A CommonJS package that requires payauth.
const payauth = require("payauth");

const secrets = () => [process.env.STRIPE_WEBHOOK_SECRET];

exports.receiver = (act, options) => payauth.webhookHandler(payauth.schemes.stripe, { secrets, ...options }, act);
exports.MemoryStore = payauth.MemoryStore;
