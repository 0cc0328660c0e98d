/**
 * The method that `using` calls, if the compiler's libraries have `Symbol.dispose`. Under `lib: ["es2022"]`, which does not,
 * a declaration of the method would not compile.
 */
export type Disposer = SymbolConstructor extends { readonly dispose: infer Name extends symbol }
  ? { [Key in Name]: () => void }
  : {};
