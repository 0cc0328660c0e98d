// No kind of server reads an accepted path as a guarded endpoint, or as a path outside the base.

import { API, NOW } from "../support/clients.mjs";
import { ok } from "../support/harness.mjs";
import { PROVIDERS } from "../support/providers.mjs";
import { Draw, seedOf } from "../support/random.mjs";
import { SERVERS } from "../support/server-models.mjs";

const BASE = "/gw/sandbox";
const PIECES = `/ // /./ /../ .. . ... x/.. x/../ %2F %2f %5C \\ ; ;a=1 ;a=1/ ..;/ .;/ %3B %3b.. %2e %2E%2e %252F %252e %25252F
  %255C %253B %00 %0a %c0%af %c0%ae %20 + %2B %EF%BC%8F %E2%88%95 %EF%BC%8E %EF%BC%9B %E2%80%8B %C2%A0 ? %3F %23 # .json x é
  %C3%A9 %C5%BF %EF%BD%92 %EF%B8%B0 %EF%B9%96 %E1%85%9F %F0%9D%90%AB (S(x))/ (a) %72 : @ , = order refund payout orders pay api v1 REFUND Orders`
  .trim()
  .split(/\s+/);
const TYPED = "/|\\|;|%|..|.|...| |+|\0|?|#|／|∕|．|；|＼|％|․|\u200b|\u00a0|é|x|7|%2F|%2e|..;|ref|und|refund|payout|orders|ＲＥＦＵＮＤ|︰|︔|﹖|\u115f|(S(x))|𝐫efund|.json".split("|");

const ROUNDS = 400;
const MAX_ROUNDS = 100 * ROUNDS;
const ENOUGH = 10;

export default function ({ test, host }) {
  const seed = seedOf(host);
  for (const { name, make, guarded } of PROVIDERS) {
    const client = make({ baseUrl: `https://api.example${BASE}` });
    const places = [...guarded, "/a", "/a/b", `${API}/order/x`].filter((place) => name !== "dvpay" || place.startsWith(API));
    test(`${name}: no server reads an accepted path as a guarded endpoint, or as a path outside its base (seed ${seed})`, () =>
      many(seed, (draw) => reads(guarded, client, draw, { path: mutated(draw, draw.of(places)) })));
    test(`${name}: no server reads an accepted parameter as a guarded endpoint, or as a path outside its base (seed ${seed})`, () =>
      many(seed, (draw) => reads(guarded, client, draw, template(draw, draw.of(places)))));
  }
}

function many(seed, each) {
  const draw = new Draw(seed);
  let taken = 0;
  // The loop runs more rounds if the first rounds had few accepted paths.
  for (let round = 0; round < ROUNDS || (taken <= ENOUGH && round < MAX_ROUNDS); round += 1) taken += each(draw);
  ok(taken > ENOUGH, `more than ${ENOUGH} accepted paths, not ${taken}`);
}

function mutated(draw, path) {
  for (let changes = draw.below(4); changes > 0; changes -= 1) {
    const at = draw.below(2) ? path.indexOf("/", draw.below(path.length)) : draw.below(path.length + 1);
    const start = at < 0 ? path.length : at;
    path = path.slice(0, start) + draw.of(PIECES) + path.slice(start + draw.below(3));
  }
  return path;
}

/** Replaces the last segment by one or two placeholders. */
function template(draw, path) {
  const start = path.lastIndexOf("/") + 1;
  const typed = () => Array.from({ length: 1 + draw.below(2) }, () => draw.of(TYPED)).join("");
  const places = draw.of([["a"], ["a", "b"]]);
  const params = Object.fromEntries(places.map((name) => [name, typed()]));
  return { path: path.slice(0, start) + places.map((name) => `{${name}}`).join(draw.of(["", "/"])), params };
}

/** Some frameworks use the same route for a path whose last segment has an additional suffix, such as .json. */
function isSuffix(seen, path) {
  return seen.startsWith(`${path}.`) && !seen.slice(path.length).includes("/");
}

function reads(guarded, client, draw, options) {
  const method = draw.of([undefined, "POST", "GET"]);
  const call = { ...options, now: NOW, method, ...(method !== "GET" && { body: "{}" }), ...draw.of([{}, { idempotencyKey: "k" }]) };
  const request = accepted(client, call);
  if (!request) return 0;
  const path = request.url.slice("https://api.example".length).split("?")[0];
  for (const [server, read] of Object.entries(SERVERS)) {
    const seen = read(path).toLowerCase();
    ok(seen.startsWith(`${BASE}/`) || seen === BASE, `${server}: a path below the base, but ${path} is read as ${seen}`);
    for (const endpoint of guarded) {
      const isIt = seen.replace(/\/+$/, "") === BASE + endpoint || isSuffix(seen, BASE + endpoint);
      const isItself = path.replace(/\/$/, "") === BASE + endpoint && options.params === undefined;
      ok(!isIt || isItself, `${server}: ${path} is not read as ${endpoint}`);
    }
  }
  return 1;
}

/** The request, with a token if the endpoint requires one. */
function accepted(client, call) {
  for (const token of [{}, { authorization: "Bearer abc" }]) {
    try {
      return client.sign({ ...call, ...token });
    } catch (error) {
      if (error.code === "ERR_BEARER_TOKEN") continue;
      ok(/^ERR_(PATH|METHOD|IDEMPOTENCY_KEY|BODY)$/.test(error.code), `${call.path}: ${error.stack}`);
      return undefined;
    }
  }
  return undefined;
}
