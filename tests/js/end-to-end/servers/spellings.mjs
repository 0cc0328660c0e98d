// Spellings of guarded paths, from lists and at random, and the requests that payauth makes from these spellings.

const API = "/api/v1/payment-gateway";

/** Endpoints that are signed, need an idempotency key, or have a special authentication. */
export const GUARDED = {
  dvpay: [`${API}/order/refund`, `${API}/order/payout`],
  doorpay: ["/orders"],
  pledg: ["/api/purchase_link/", "/api/payment_by_transfer"],
  dogpay: ["/open-api/v1/pay"],
};

/** The path of the base URL of each provider. */
export const PREFIX = { dvpay: "", doorpay: "/door/sandbox", pledg: "/pledg", dogpay: "/dog" };

const NOW = new Date(1_709_380_800_000);

/** Texts that are inserted into a path. */
const PIECES = `/ // /./ /../ .. . ... x/.. x/../ %2F %2f %5C ; ;a=1 ;a=1/ ..;/ .;/ ;/ %3B %3b.. %2e %2E%2e %252F %252e %25252F
  %255C %253B %00 %0a %c0%af %c0%ae %20 + %2B %EF%BC%8F %E2%88%95 %EF%BC%8E %EF%BC%9B %E2%80%8B %C2%A0 ? %3F %23 .json x
  %C3%A9 %C5%BF %EF%BD%92 %72 : @ , = ! ~ order refund payout orders pay api v1 REFUND Orders`
  .trim()
  .split(/\s+/);

/** Values for a placeholder of a path. */
const TYPED = "/|\\|;|%|..|.|...| |+|\0|?|#|／|∕|．|；|＼|․|\u200b|é|x|7|%2F|%2e|..;|ref|und|refund|payout|orders|ＲＥＦＵＮＤ|.json".split("|");

export function clientsOf({ dogpay, doorpay, dvpay, pledg }) {
  const at = (name) => ({ baseUrl: `https://api.example${PREFIX[name]}` });
  return {
    dvpay: dvpay({ apiKey: "k", apiSecret: "s", ...at("dvpay") }),
    doorpay: doorpay({ apiKey: "dp_test_k", apiSecret: "sk_test_s", environment: "sandbox", ...at("doorpay") }),
    pledg: pledg({ apiKey: "k", apiSecret: "s", environment: "staging", ...at("pledg") }),
    dogpay: dogpay({ appid: "a", secret: "s", environment: "sandbox", ...at("dogpay") }),
  };
}

/** Each path, unchanged and with each piece before each slash, after each slash, and instead of each slash. */
export function spellings(name) {
  return GUARDED[name].flatMap((path) => {
    const slashes = [...path.matchAll(/\//g)].map(({ index }) => index);
    return [
      path,
      ...PIECES.flatMap((piece) => [
        path + piece,
        ...slashes.flatMap((at) => [
          path.slice(0, at) + piece + path.slice(at),
          path.slice(0, at + 1) + piece + path.slice(at + 1),
          path.slice(0, at) + piece + path.slice(at + 1),
        ]),
      ]),
    ];
  });
}

/** A path with up to four changes. */
export function spelled(draw, name) {
  let path = draw.of(GUARDED[name]);
  for (let changes = 1 + draw.below(4); changes > 0; changes -= 1) {
    const slash = path.indexOf("/", draw.below(path.length));
    const at = draw.below(2) && slash >= 0 ? slash : draw.below(path.length + 1);
    path = path.slice(0, at) + draw.of(PIECES) + path.slice(at + draw.below(3));
  }
  return path;
}

/** A path template in which a placeholder replaces the last segment, or the end of the last segment. */
export function typed(draw, name) {
  const path = draw.of(GUARDED[name]);
  const value = Array.from({ length: 1 + draw.below(3) }, () => draw.of(TYPED)).join("");
  return { path: `${path.slice(0, path.lastIndexOf("/") + 1 + draw.below(4))}{id}`, params: { id: value } };
}

/** The request of a call; undefined if the call is rejected. */
export function accepted(clients, name, call) {
  const attempts = [{}, { authorization: "Bearer abc" }, { idempotencyKey: "k" }];
  for (const more of attempts) {
    try {
      return clients[name].sign({ ...call, body: "{}", now: NOW, ...more });
    } catch (error) {
      if (!/^ERR_(PATH|BEARER_TOKEN|IDEMPOTENCY_KEY|METHOD)$/.test(error.code)) throw error;
    }
  }
  return undefined;
}
