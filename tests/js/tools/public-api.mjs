// The public API as a text without comments: the exports of each entry, their declarations, and all declarations that these use.

/** Reads declaration files with the compiler `ts`. `doors` are the entries, as pairs of a name and a file. */
export function publicApi(ts, doors, folder) {
  const files = doors.map(([, file]) => file);
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, lib: ["lib.es2024.d.ts"], types: [] };
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  const target = (symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  const missing = files.filter((file) => program.getSourceFile(file) === undefined);
  if (missing.length > 0) throw new Error(`no such file: ${missing.join(", ")}`);
  const exported = new Map();
  const lists = doors.map(([door, file], at) => {
    const [same] = doors.slice(0, at).find(([, other]) => other === file) ?? [];
    if (same !== undefined) return section(door, [`the same as ${same}`]);
    const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)));
    for (const symbol of symbols) if (!exported.has(target(symbol))) exported.set(target(symbol), symbol.name);
    return section(door, symbols.map((symbol) => listed(symbol.name, target(symbol).name)).sort());
  });
  const used = new Map();
  const pending = [...exported.keys()];
  for (const symbol of pending) {
    for (const one of mentioned(ts, symbol, (at) => checker.getSymbolAtLocation(at)).map(target)) {
      if (exported.has(one) || used.has(one) || !isOwn(ts, one, folder)) continue;
      used.set(one, one.name);
      pending.push(one);
    }
  }
  const printed = (symbols) => [...symbols].map(([symbol, name]) => declared(ts, symbol, name)).sort();
  return [...lists, section("Declarations", printed(exported)), section("Used by these", printed(used))].join("\n");
}

function section(title, lines) {
  return [`## ${title}`, "", ...lines, ""].join("\n");
}

function listed(name, own) {
  return name === own || own === "default" ? name : `${name} (${own})`;
}

/** The symbols whose names occur in the declarations of a symbol. */
function mentioned(ts, symbol, symbolAt) {
  const found = [];
  const visit = (node) => {
    const at = ts.isIdentifier(node) ? symbolAt(node) : undefined;
    if (at !== undefined) found.push(at);
    ts.forEachChild(node, visit);
  };
  for (const declaration of symbol.declarations ?? []) visit(declaration);
  return found;
}

/** Whether a symbol is declared at the top of one of the package's files. */
function isOwn(ts, symbol, folder) {
  const isTop = ({ parent }) => parent && (ts.isSourceFile(parent) || (parent.parent && ts.isVariableStatement(parent.parent)));
  return (symbol.declarations ?? []).some((node) => node.getSourceFile().fileName.startsWith(folder) && isTop(node));
}

/** All declarations of a symbol, without their files, because no program can import from these files. */
function declared(ts, symbol, name) {
  const printer = ts.createPrinter({ removeComments: true });
  const texts = symbol.declarations.map((node) => {
    const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
    const text = printer.printNode(ts.EmitHint.Unspecified, statement, node.getSourceFile());
    return text.replace(/^(?:(?:export|declare|default) )+/, "");
  });
  return [`### ${name}`, ...texts, ""].join("\n");
}
