// The maximum size of a Worker with an import of payauth, in bytes: the JavaScript and the wasm modules that it imports, concatenated
// and compressed by gzip -9. All imports share `core.wasm`, so a row also changes if `core.wasm` gets a feature that the row does not
// use. `define.wasm` is only in Workers with `defineProvider` or `defineScheme`.
//
// `cargo xtask size` and the tests fail above a budget. A commit that raises a budget must say what the bytes are for.

export const BUDGETS = [
  { name: "hmacKey of payauth/hmac", from: "payauth/hmac", imports: "{ hmacKey }", budget: 24_850 },
  { name: "verifyWebhook of payauth/webhooks", from: "payauth/webhooks", imports: "{ verifyWebhook }", scheme: "stripe", budget: 62_350 },
  { name: "defineScheme of payauth/webhooks", from: "payauth/webhooks", imports: "{ defineScheme, verifyWebhook }", budget: 142_600 },
  { name: "webhookHandler of payauth/webhooks", from: "payauth/webhooks", imports: "{ schemes, webhookHandler }", budget: 70_700 },
  { name: "dvpay", imports: "{ dvpay }", budget: 117_050 },
  { name: "hmacKey", imports: "{ hmacKey }", budget: 103_800 },
  { name: "defineProvider", imports: "{ defineProvider }", budget: 209_250 },
  { name: "webhooks by hand", imports: "{ once, schemes, verifyWebhook }", budget: 111_950 },
  { name: "webhookHandler", imports: "{ schemes, webhookHandler }", budget: 115_950 },
  { name: "everything", imports: "*", budget: 221_600 },
];

/** The bytes that each further provider of `payauth/providers` may add. */
export const FURTHER_PROVIDER = 900;

/** The bytes that each further scheme of `payauth/schemes` may add. */
export const FURTHER_SCHEME = 350;

/** The bytes by which one import may be larger than another import. 740 of these bytes are the handshakes of senders. */
export const MORE = [{ name: "webhookHandler", than: "webhooks by hand", budget: 4_000 }];
