// The hint where secrets are entered.

export const PRIVATE = "Your input stays in this page, which cannot send anything.";
