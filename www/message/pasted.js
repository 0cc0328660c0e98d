// The readers of pasted texts that are not lines of header fields. They are loaded with the first text that needs them.

export { readCommand } from "./command.js";
export { readPrinted } from "./printed.js";
