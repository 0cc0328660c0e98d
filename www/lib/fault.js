// What is wrong with an input, found by the page itself.

/** An error that names its argument, as those of payauth do. */
export const fault = (argument, message) => Object.assign(new Error(message), { argument });
