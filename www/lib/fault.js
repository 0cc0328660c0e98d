// What is wrong with an input, found by the page itself.

/** An error that names its argument, as those of payauth do; its message is a sentence. */
export const fault = (argument, message) => Object.assign(new Error(message), { argument });

/** What is not there yet: nothing is wrong, and nothing can be told. */
export const absent = (argument, message) => Object.assign(fault(argument, message), { isAbsent: true });
