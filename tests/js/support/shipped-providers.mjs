// The providers of payauth/providers, by the names of their exports.

import * as exported from "payauth/providers";

// Where `require` was bundled, the whole stands in `default` once more.
export const providers = Object.fromEntries(Object.entries(exported).filter(([, provider]) => typeof provider === "function"));
