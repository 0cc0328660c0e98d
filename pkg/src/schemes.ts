/**
 * All schemes of the catalogue, by name. A scheme is data that is compiled on first use. A bundle contains only the schemes that you
 * import.
 *
 * @module payauth/schemes
 */

export type { Scheme } from "./catalogue.js";
export * from "./generated/schemes.js";
