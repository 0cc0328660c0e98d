// The hint below an input for secrets.

export const PRIVATE = "Your input stays in this page, which cannot send anything.";
