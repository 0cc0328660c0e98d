// Errors in an input that the page itself finds.

/** An error that names its argument, like an error of payauth; its message is a sentence. */
export const fault = (argument, message) => Object.assign(new Error(message), { argument });

/** An error for a missing input. The page shows this error in grey, not as a mistake. */
export const absent = (argument, message) => Object.assign(fault(argument, message), { isAbsent: true });
