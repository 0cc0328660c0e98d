/**
 * Every scheme of the catalogue, by its name: data that is compiled at its first use. A bundler keeps those that are imported.
 *
 * @module payauth/schemes
 */

export type { Scheme } from "./catalogue.js";
export * from "./generated/schemes.js";
