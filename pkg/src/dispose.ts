/**
 * The method that `using` calls, where the compiler's libraries know one: a declaration of it would not compile under
 * `lib: ["es2022"]`, which has no `Symbol.dispose`.
 */
export type Disposer = SymbolConstructor extends { readonly dispose: infer Name extends symbol }
  ? { [Key in Name]: () => void }
  : {};
