// Reads the exports of declaration files and their texts with the language service, as an editor does.

/** Reads `.d.ts` files with the compiler `ts`. */
export class Api {
  #ts;
  #checker;
  #files;

  constructor(ts, files) {
    const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, lib: ["lib.es2024.d.ts"], types: [] };
    const program = ts.createProgram(files, options);
    this.#ts = ts;
    this.#checker = program.getTypeChecker();
    this.#files = files.map((file) => program.getSourceFile(file));
  }

  /** All exports of the files. An export is listed one time for each of its declarations. */
  exports() {
    const found = new Map();
    for (const file of this.#files) {
      for (const symbol of this.#checker.getExportsOfModule(this.#checker.getSymbolAtLocation(file))) {
        const isAlias = (symbol.flags & this.#ts.SymbolFlags.Alias) !== 0;
        found.set(isAlias ? this.#checker.getAliasedSymbol(symbol) : symbol, symbol.name);
      }
    }
    return [...found].map(([symbol, name]) => this.#described(symbol, name));
  }

  #described(symbol, name) {
    const isValue = (symbol.flags & this.#ts.SymbolFlags.Value) !== 0;
    return { ...this.#text(symbol, name), isValue, members: this.#members(symbol, name) };
  }

  /** The name, the text and the tags of a symbol and, for a function, the parameters. */
  #text(symbol, name) {
    const { displayPartsToString } = this.#ts;
    const text = displayPartsToString(symbol.getDocumentationComment(this.#checker)).trim();
    const tags = symbol.getJsDocTags(this.#checker).map((tag) => ({ name: tag.name, text: displayPartsToString(tag.text).trim() }));
    const isOptional = (symbol.flags & this.#ts.SymbolFlags.Optional) !== 0;
    return { name, text, tags, isOptional, ...this.#signature(symbol) };
  }

  #signature(symbol) {
    const [declaration] = symbol.declarations;
    const ts = this.#ts;
    if (!ts.isFunctionDeclaration(declaration) && !ts.isMethodSignature(declaration)) return {};
    const [signature] = this.#checker.getTypeOfSymbol(symbol).getNonNullableType().getCallSignatures();
    const returned = this.#checker.typeToString(signature.getReturnType());
    return { parameters: signature.parameters.map(({ name }) => name), returns: !/^(void|Promise<void>)$/.test(returned) };
  }

  /** The members of an interface, a class or an object that the export itself declares. */
  #members(symbol, name) {
    const ts = this.#ts;
    const [declaration] = symbol.declarations;
    const members = ts.isVariableDeclaration(declaration)
      ? this.#checker.getPropertiesOfType(this.#checker.getTypeOfSymbol(symbol))
      : ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration)
        ? [...(symbol.members?.values() ?? [])]
        : [];
    return members
      .filter((member) => member.declarations?.some((one) => ts.isClassElement(one) || ts.isTypeElement(one)))
      .filter((member) => !member.name.startsWith("__") && member.declarations.every((one) => !isHidden(ts, one)))
      .map((member) => this.#text(member, `${name}.${member.name}`));
  }
}

/** Whether a member is a private field, or has a computed name. */
function isHidden(ts, declaration) {
  const { name } = declaration;
  return name === undefined || !ts.isIdentifier(name);
}
