// Linear memory, at start and after a million signatures, of the module in a project that installed payauth:
// node memory.mjs, beside a node_modules that has payauth

const instances = [];
WebAssembly.Instance = class extends WebAssembly.Instance {
  constructor(...given) {
    super(...given);
    instances.push(this);
  }
};

const { hmacKey } = await import("payauth");
const size = () => instances[0].exports.memory.buffer.byteLength;
const key = hmacKey({ algorithm: "SHA-256", secret: "your-api-secret" });
key.sign("message");
const start = size();
for (let signed = 0; signed < 1_000_000; signed += 1) key.sign(`message ${signed}`);
console.log(JSON.stringify({ start, end: size() }));
