// The border between two signed values cannot move: one signature is valid for one message, or all its messages have one replay key.

import { defineScheme, hmacKey, MemoryStore, once, verifyWebhook } from "payauth";
import { equal, errorOf, ok, same, throws } from "../../support/harness.mjs";

const NOW = new Date(1_709_380_800_500);
const MADE = { hash: "sha256", encoding: "hex" };
const sign = (text) => hmacKey({ algorithm: "SHA-256", secret: "k" }).sign(text);

export default function ({ test }) {
  for (const value of ["{body}", "{field:a}", "{header:x-a}", "{form:a}"]) {
    for (const format of ["unix_fraction", ["unix", "unix_ms"]]) {
      for (const message of [`{timestamp}${value}`, `${value}{timestamp}`]) {
        test(`defineScheme rejects ${message} with the format ${format}, unless values may be joined`, () => {
          const definition = { ...MADE, message, timestamp: { format }, headers: { S: "{signature}", T: "{timestamp}" } };
          ok(throws("ERR_SCHEME", () => defineScheme(definition)).message.includes("{timestamp}"), "an error about the time");
          defineScheme({ ...definition, unsafe: ["joined-members"] });
        });
      }
    }
  }
  test("digits of a body next to the time are not read as a part of the time, even if any time is accepted", () => {
    for (const [format, time] of [["unix", "1709380800"], ["unix_ms", "1709380800123"], ["unix_us", "1709380800123456"]]) {
      for (const [message, text, body, moved] of [
        ["{timestamp}{body}", `${time}25USD`, "USD", `${time}25`],
        ["{body}{timestamp}", `amount=5${time}`, "amount=", `5${time}`],
      ]) {
        const scheme = defineScheme({ ...MADE, message, timestamp: { format, tolerance: false }, headers: { S: "{signature}", T: "{timestamp}" } });
        const error = errorOf(() => verifyWebhook(scheme, { headers: { S: sign(text), T: moved }, body, now: NOW, secrets: ["k"] }));
        same([error.code, error.blame, error.argument], ["ERR_FIELD_MALFORMED", "peer", "T"], `${format} in ${message}`);
      }
    }
  });
  test("digits of a value after a Z are not read as the offset of a time", () => {
    const scheme = defineScheme({ ...MADE, message: "{timestamp}{body}", timestamp: { format: "iso" }, headers: { S: "{signature}", T: "{timestamp}" } });
    const verify = (T, body) => verifyWebhook(scheme, { headers: { S: sign("2024-03-02T12:00:00Z000042"), T }, body, now: NOW, secrets: ["k"] });
    verify("2024-03-02T12:00:00Z", "000042");
    throws("ERR_FIELD_MALFORMED", () => verify("2024-03-02T12:00:00Z0000", "42"));
  });
  test("if values are joined, a message that is split at another place is a duplicate", async () => {
    const scheme = defineScheme({ ...MADE, message: "{id}{field:status}", headers: { S: "{signature}", I: "{id}" }, unsafe: ["joined-members"] });
    const [store, handled] = [new MemoryStore(), []];
    for (const [I, status] of [["evt_1", "PAID"], ["evt_", "1PAID"], ["evt_1P", "AID"]]) {
      const event = verifyWebhook(scheme, { headers: { S: sign("evt_1PAID"), I }, body: JSON.stringify({ status }), now: NOW, secrets: ["k"] });
      await once(store, event, () => void handled.push(I), { clock: () => NOW.getTime() });
    }
    equal(handled.join(), "evt_1", "messages that were handled");
  });
  test("if values are joined, an eventId is accepted only if nothing but {secret} is next to {body}", () => {
    const define = (message) => defineScheme({ ...MADE, message, headers: { S: "{signature}" }, eventId: "id", unsafe: ["joined-members"] });
    for (const message of ["{header:i}{body}", "{header:i}{field:id}", "{header:i}|{body}"]) {
      equal(throws("ERR_SCHEME", () => define(message)).path, "eventId", message);
    }
    const [scheme, body] = [define("{header:i}{secret}{body}"), '{"id":"evt_1"}'];
    const key = (i) => verifyWebhook(scheme, { headers: { S: sign(`${i}k${body}`), i }, body, now: NOW, secrets: ["k"] }).replayKey;
    equal(key("1"), key("2"));
  });
}
