// The providers of payauth/providers, by their export names.

import * as exported from "payauth/providers";

// In a bundle for `require`, all exports are also in `default`.
export const providers = Object.fromEntries(Object.entries(exported).filter(([, provider]) => typeof provider === "function"));
