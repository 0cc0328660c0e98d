// The members and values that a JSON Schema allows at a place in a text.

/**
 * The schemas for a path of member names, with `*` for the items of a list. The list has several schemas if the schema has alternatives.
 */
export function schemasAt(schema, path) {
  return path.reduce((found, step) => found.flatMap((one) => within(one, step)), choices(schema));
}

function within(schema, step) {
  if (step === "*") return choices(schema.items);
  const named = Object.hasOwn(schema.properties ?? {}, step) ? schema.properties[step] : schema.additionalProperties;
  return choices(named);
}

/** The alternatives of a schema; a schema without alternatives is the only item. */
function choices(schema) {
  if (typeof schema !== "object" || schema === null) return [];
  const others = schema.oneOf ?? schema.anyOf;
  return others ? others.flatMap(choices) : [schema];
}

/** The members that the schemas allow: `{ name, about, sketch }`. `sketch` is the beginning of the member's value. */
export function membersOf(schemas) {
  const found = new Map();
  for (const { properties = {}, required = [] } of schemas) {
    for (const [name, schema] of Object.entries(properties)) {
      if (!found.has(name)) found.set(name, { name, about: aboutOf(schema, required.includes(name)), sketch: sketchOf(schema) });
    }
  }
  return [...found.values()];
}

/** The values that the schemas allow, each as JSON text. */
export function valuesOf(schemas) {
  const values = schemas.flatMap((schema) => schema.enum ?? ("const" in schema ? [schema.const] : schema.type === "boolean" ? [true, false] : []));
  return [...new Set(values.map((value) => JSON.stringify(value)))];
}

function aboutOf(schema, isRequired) {
  const [first] = choices(schema);
  const type = first?.type ?? (first?.enum ? "one of several values" : "");
  return [isRequired && "required", schema.description ?? type].filter(Boolean).join(": ");
}

const SKETCHES = { object: "{}", array: "[]", string: '""', boolean: "true", integer: "0", number: "0" };

function sketchOf(schema) {
  const [first] = choices(schema);
  if (first?.enum || "const" in (first ?? {})) return JSON.stringify(first.enum?.[0] ?? first.const);
  return SKETCHES[first?.type] ?? '""';
}
