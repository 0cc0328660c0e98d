// What is said where secrets are typed.

export const PRIVATE = "Stays in this page: it cannot send anything.";
