/**
 * All schemes of the catalogue, by name. Each is data that is compiled on first use. A bundle contains only those that you import.
 *
 * @module payauth/schemes
 */

export type { Scheme } from "./catalogue.js";
export * from "./generated/schemes.js";
