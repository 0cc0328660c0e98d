// Nitro 3 needs no option for payauth.

export default { compatibilityDate: "2026-04-01", serverDir: "./" };
