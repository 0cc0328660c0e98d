// Header fields that no caller may set, for every provider.

import { NOW } from "../support/clients.mjs";
import { ok, throws } from "../support/harness.mjs";
import { PROVIDERS } from "../support/providers.mjs";

/** Header fields that change the method, the path or the host that a server sees, or the way in which a server reads the message. */
const DIVERTING = `
  X-HTTP-Method-Override X-HTTP-Method X-Method-Override X-Original-Method X-Forwarded-Method X-Original-URL
  X-Original-URI X-Original-Path X-Rewrite-URL X-Rewrite-URI X-Override-URL X-Forwarded-URL X-Forwarded-URI
  X-Forwarded-Path X-Forwarded-Prefix X-Script-Name Host X-Host X-Forwarded-Host X-Forwarded-Server X-Original-Host
  X-HTTP-Host-Override Content-Length Transfer-Encoding Connection Proxy-Connection Keep-Alive Upgrade HTTP2-Settings
  TE Trailer Expect X-Middleware-Rewrite X-Matched-Path X-Invoke-Path X-Original-Request-URL X-Azure-Original-Url
  X-Ms-Original-Path X-Envoy-Path X-Host-Override HTTP-Method-Override X-Http-Verb X-Request-Method X-Override-Method X-Accel-Redirect`
  .trim()
  .split(/\s+/);

export default function ({ test }) {
  for (const row of PROVIDERS) {
    const { name } = row;
    test(`${name} rejects each header field of a caller that diverts a request, in every spelling and every type of headers`, () => {
      for (const field of DIVERTING) for (const spelled of spellings(field)) refused(row, spelled);
    });
    test(`${name} accepts header fields that do not divert a request`, () => {
      for (const field of ["Accept", "X-Forwarded-For", "X-Request-Id", "Prefer", "Hosts"]) {
        ok(sign(row, { [field]: "x" }).headers[field] === "x", `the field ${field} in the request`);
      }
    });
    test(`${name} rejects a Content-Type with another mark than a hyphen, with and without a body`, () => {
      for (const field of ["content_type", "Content_Type", "CONTENT_TYPE", "content.type", "Content~Type"]) {
        refused(row, field);
        for (const headers of [{ [field]: "text/plain" }, { "Content-Type": "text/plain", [field]: "text/plain" }]) {
          throws("ERR_FIELD_FORBIDDEN", () => sign(row, headers, { method: "POST", body: "{}" }), field);
        }
      }
      for (const field of ["Content-Type", "content-type", "CONTENT-TYPE"]) {
        const { headers } = sign(row, { [field]: "text/plain" }, { method: "POST", body: "{}" });
        ok(headers[field] === "text/plain" && Object.keys(headers).filter((one) => /^content.type$/i.test(one)).length === 1, field);
      }
    });
    test(`${name} rejects a header field whose name is not a token, such as :authority`, () => {
      for (const field of [":authority", ":path", "Host ", " Host", "Host:", ""]) {
        throws("ERR_FIELD_NAME", () => sign(row, { [field]: "x" }), field);
      }
    });
  }
}

function spellings(field) {
  const [lower, upper] = [field.toLowerCase(), field.toUpperCase()];
  return [field, lower, upper, lower.replaceAll("-", "_"), upper.replaceAll("-", "_")];
}

function refused(row, field) {
  for (const headers of [{ [field]: "x" }, [[field, "x"]], new Map([[field, "x"]])]) {
    const error = throws("ERR_FIELD_FORBIDDEN", () => sign(row, headers), field);
    ok(error.argument === field && error.blame === "caller", `the argument ${field} and the blame caller, not ${error.argument} and ${error.blame}`);
  }
}

function sign({ make, open, authorization }, headers, more) {
  return make().sign({ path: open, now: NOW, headers, ...authorization, ...more });
}
