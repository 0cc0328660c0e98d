/**
 * The method that `using` calls, if the compiler's libraries have `Symbol.dispose`. With `lib: ["es2022"]`, which lacks
 * `Symbol.dispose`, a declaration of the method would not compile.
 */
export type Disposer = SymbolConstructor extends { readonly dispose: infer Name extends symbol }
  ? { [Key in Name]: () => void }
  : {};
