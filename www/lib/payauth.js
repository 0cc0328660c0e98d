// The parts of payauth that the page uses. The parts that only the editor of definitions needs are loaded with the editor.

export { bearerAuth } from "../payauth/auth.js";
export { hmacKey } from "../payauth/hmac.js";
export { idempotencyKey } from "../payauth/idempotency.js";
export { dogpay } from "../payauth/provider/dogpay.js";
export { doorpay } from "../payauth/provider/doorpay.js";
export { dvpay } from "../payauth/provider/dvpay.js";
export { pledg } from "../payauth/provider/pledg.js";
export { wakapay } from "../payauth/provider/wakapay.js";
export { defineScheme, schemes } from "../payauth/scheme.js";
export { signWebhook, verifyWebhook } from "../payauth/webhook.js";
