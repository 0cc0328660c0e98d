// A Deno process on a file of Deno KV: calls of one moment, or the rules of a store.

const [payauth, file, provider, ahead, what] = Deno.args;
const { wakapay } = await import(new URL("dist/index.js", payauth).href);
const { denoKvStore } = await import(new URL("dist/deno-kv.js", payauth).href);
const { checkStore } = await import(new URL("dist/testing.js", payauth).href);

// Opening a file that another process opens may fail as well.
const open = () => Deno.openKv(file).catch(() => new Promise((resolve) => setTimeout(resolve, 20)).then(open));
const kv = await open();
const store = denoKvStore(kv);
const clock = () => Date.now() + Number(ahead);
const client = wakapay({ apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test", baseUrl: provider, store, clock, storeTimeoutMs: 10_000 });
const call = () => client.fetch("/business/balance").then(({ status }) => status, (error) => error.code ?? String(error));
const result = what === "check" ? await checkStore(store) : await Promise.all(Array.from({ length: 25 }, call));
console.log(`result:${JSON.stringify(result)}`);
kv.close();
