// The page's own modules, in Node.

/** Imports one by its place in `www/`. */
export const built = (file) => import(new URL(`../../../target/www-modules/${file}`, import.meta.url).href);
