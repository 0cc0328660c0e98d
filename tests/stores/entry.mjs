// Imports an entry point of the package under test.

import process from "node:process";

export const entry = (name) => import(new URL(`dist/${name}.js`, process.env.PAYAUTH).href);
