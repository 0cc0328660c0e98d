//! An example of each member of a definition. If the value of a member has a wrong form, the error shows the example.

use alloc::string::String;

use crate::Error;

/// Adds the form of the member to an error as the hint. If the error already has a hint, the hint is not changed.
#[cold]
pub(crate) fn with_form(error: Error, outside: &str) -> Error {
    if !error.hint().is_empty() {
        return error;
    }
    match form(outside, error.path()) {
        "" => error,
        form => {
            // The example of an element is the whole array.
            let is_item = error.path().ends_with(']') && !error.path().ends_with("\"]");
            let start = if is_item {
                "the array is, for example, `"
            } else {
                "write, for example, `"
            };
            let hint = [start, form, "`"].concat();
            error.with_hint(&hint)
        }
    }
}

/// The form of the member at a path; empty for an unknown path. `outside` is the prefix of the path: `scheme.` in a
/// scheme, and empty in a provider.
fn form(outside: &str, path: &str) -> &'static str {
    let whole = [outside, path].concat();
    let place = place(&whole);
    let found = FORMS.iter().find(|(known, _)| fits(known, &place));
    found.map_or("", |(_, form)| form)
}

/// The path without the indexes of elements. Parts of a definition that have the same members have the same path:
/// `alternatives.name` becomes `auth`, every scheme becomes `scheme`, and every kind of carrier becomes `headers`.
fn place(path: &str) -> String {
    let mut place = String::new();
    let mut rest = path;
    while !rest.is_empty() {
        let (step, after) = step(rest);
        rest = after;
        if step.starts_with('[') && !step.starts_with("[\"") {
            continue;
        }
        let step = match (&*place, step) {
            ("scheme", "query" | "form" | "fields") => "headers",
            _ => step,
        };
        if !place.is_empty() {
            place.push('.');
        }
        // A name that the user chose may contain any character. `*` replaces a name that contains a dot or a
        // bracket.
        place.push_str(if step.contains(['.', '[']) { "*" } else { step });
        if rest.is_empty() {
            break;
        }
        let is_alternative = place
            .strip_prefix("alternatives.")
            .is_some_and(|name| !name.contains('.'));
        if is_alternative {
            place = "auth".into();
        } else if matches!(&*place, "auth.signature.scheme" | "webhook.scheme") {
            place = "scheme".into();
        }
    }
    place
}

/// Splits a path into the first step and the rest of the path.
fn step(path: &str) -> (&str, &str) {
    let path = path.strip_prefix('.').unwrap_or(path);
    let length = if path.starts_with("[\"") {
        path.find("\"]").map(|place| place.saturating_add(2))
    } else if path.starts_with('[') {
        path.find(']').map(|place| place.saturating_add(1))
    } else {
        path.find(['.', '['])
    };
    path.split_at_checked(length.unwrap_or(path.len()))
        .unwrap_or((path, ""))
}

/// Whether a pattern matches a place. In the pattern, `*` matches any name.
fn fits(pattern: &str, place: &str) -> bool {
    let mut steps = place.split('.');
    let is_step = |known: &str| {
        let step = steps.next();
        step.is_some_and(|step| known == "*" || known == step)
    };
    pattern.split('.').all(is_step) && steps.next().is_none()
}

/// The place and an example of every member. `*` is a name that the user chooses.
#[rustfmt::skip]
const FORMS: &[(&str, &str)] = &[
    ("$schema", r#""./node_modules/payauth/provider.schema.json""#),
    ("about", r#"{ title: "Acme" }"#),
    ("name", r#""acme""#),
    ("servers", r#"{ production: "https://api.acme.example" }"#),
    ("servers.*", r#""https://api.acme.example""#),
    ("servers.*.url", r#""https://api.acme.example""#),
    ("servers.*.variables", r#"{ login: "login.acme.example" }"#),
    ("servers.*.variables.*", r#""login.acme.example""#),
    ("servers.*.hosts", r#"["eu.acme.example"]"#),
    ("servers.*.pathHas", r#""sandbox""#),
    ("servers.*.pathLacks", r#""sandbox""#),
    ("credentials", "{ apiKey: {}, apiSecret: {} }"),
    ("credentials.*", "{}"),
    ("credentials.*.prefix", r#"["sk_"]"#),
    ("credentials.*.prefix.*", r#"["sk_test_"]"#),
    ("credentials.*.public", "true"),
    ("credentials.*.optional", "true"),
    ("credentials.*.default", r#""2026-01-01""#),
    ("headers", r#"{ "X-Version": "{version}" }"#),
    ("headers.*", r#""{version}""#),
    ("forbidden", r#"["X-Old"]"#),
    ("body", r#""form""#),
    ("pathPrefix", r#""/api/v1/""#),
    ("auth", r#"{ bearer: "{apiKey}" }"#),
    ("auth.bearer", r#""{apiKey}""#),
    ("auth.basic", r#"{ user: "{apiKey}", password: "{apiSecret}" }"#),
    ("auth.basic.user", r#""{apiKey}""#),
    ("auth.basic.password", r#""{apiSecret}""#),
    ("auth.headers", r#"{ "X-Api-Key": "{apiKey}" }"#),
    ("auth.headers.*", r#""{apiKey}""#),
    ("auth.signature", r#"{ secret: "{apiSecret}", scheme: { hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Signature": "{signature}" } } }"#),
    ("auth.signature.secret", r#""{apiSecret}""#),
    ("auth.signature.scheme", r#"{ hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Signature": "{signature}" } }"#),
    ("alternatives", r#"{ key: { bearer: "{apiKey}" } }"#),
    ("alternatives.*", r#"{ bearer: "{apiKey}" }"#),
    ("endpoints", r#"{ "GET /products/*": { auth: "none" } }"#),
    ("endpoints.*", r#"{ auth: "none" }"#),
    ("endpoints.*.auth", r#""none""#),
    ("endpoints.*.idempotency", r#""required""#),
    ("idempotency", r#"{ header: "Idempotency-Key" }"#),
    ("idempotency.header", r#""Idempotency-Key""#),
    ("idempotency.methods", r#"["POST", "PUT"]"#),
    ("idempotency.required", "true"),
    ("idempotency.maxLength", "64"),
    ("idempotency.format", r#""uuid""#),
    ("token", r#"{ url: "/oauth/token", form: { grant_type: "client_credentials" }, lifetime: 3600 }"#),
    ("token.url", r#""/oauth/token""#),
    ("token.method", r#""GET""#),
    ("token.basic", r#"{ user: "{clientId}", password: "{clientSecret}" }"#),
    ("token.basic.user", r#""{clientId}""#),
    ("token.basic.password", r#""{clientSecret}""#),
    ("token.headers", r#"{ "X-Client-Id": "{clientId}" }"#),
    ("token.headers.*", r#""{clientId}""#),
    ("token.query", r#"{ grant_type: "client_credentials" }"#),
    ("token.query.*", r#""client_credentials""#),
    ("token.form", r#"{ client_id: "{clientId}", client_secret: "{clientSecret}" }"#),
    ("token.form.*", r#""{clientId}""#),
    ("token.json", r#"{ clientId: "{clientId}", clientSecret: "{clientSecret}" }"#),
    ("token.json.*", r#""{clientId}""#),
    ("token.answer", r#"{ token: "data.token", expiresIn: "data.expires" }"#),
    ("token.answer.token", r#""data.token""#),
    ("token.answer.expiresIn", r#""data.expires""#),
    ("token.answer.expiresAt", r#""data.expires_at""#),
    ("token.answer.issuedAt", r#""data.issued_at""#),
    ("token.answer.format", r#""iso""#),
    ("token.answer.tokenType", r#""data.token_type""#),
    ("token.lifetime", "3600"),
    ("token.early", "60"),
    ("errors", r#"{ message: "error.message", code: "error.code" }"#),
    ("errors.when", r#"{ path: "status", is: ["failed"] }"#),
    ("errors.when.path", r#""status""#),
    ("errors.when.is", r#"["failed"]"#),
    ("errors.when.not", r#"["ok"]"#),
    ("errors.message", r#"["error.message", "message"]"#),
    ("errors.code", r#""error.code""#),
    ("errors.requestId", r#""header:Request-Id""#),
    ("errors.fields", r#"{ list: "errors", name: "field", message: "text" }"#),
    ("errors.fields.list", r#""errors""#),
    ("errors.fields.name", r#""field""#),
    ("errors.fields.message", r#""text""#),
    ("errors.retryLater", "[429, 503]"),
    ("errors.mayExist", "[500]"),
    ("errors.retryAfter", r#"[{ header: "X-RateLimit-Reset", format: "unix" }]"#),
    ("errors.retryAfter.header", r#""X-RateLimit-Reset""#),
    ("errors.retryAfter.format", r#""unix""#),
    ("webhook", r#"{ scheme: "standardWebhooks" }"#),
    ("webhook.scheme", r#""standardWebhooks""#),
    ("webhook.secret", r#""{apiSecret}""#),
    ("webhook.openEncoding", "true"),
    ("webhook.advice", r#""ask Acme's support""#),
    ("webhook.eventId", r#""id""#),
    ("webhook.word", r#""data.status""#),
    ("webhook.acknowledge", r#""ok""#),
    ("webhook.outcome", r#"[{ verdict: "paid", when: { status: "done" } }]"#),
    ("webhook.outcome.verdict", r#""paid""#),
    ("webhook.outcome.when", r#"{ status: "done" }"#),
    ("webhook.outcome.when.*", r#""done""#),
    ("webhook.token", r#"{ member: "signature" }"#),
    ("webhook.token.member", r#""signature""#),
    ("webhook.token.own", r#""data""#),
    ("webhook.token.word", r#""status""#),
    ("webhook.token.outcome", r#"[{ verdict: "paid", when: { status: "done" } }]"#),
    ("webhook.token.outcome.verdict", r#""paid""#),
    ("webhook.token.outcome.when", r#"{ status: "done" }"#),
    ("webhook.token.outcome.when.*", r#""done""#),
    ("parameters", r#"{ secret: "{apiSecret}" }"#),
    ("parameters.secret", r#""{apiSecret}""#),
    ("parameters.member", r#""data""#),
    ("pages", r#"{ page: "page", first: 1, size: "limit", maxSize: 100 }"#),
    ("pages.page", r#""page""#),
    ("pages.first", "1"),
    ("pages.size", r#""limit""#),
    ("pages.defaultSize", "20"),
    ("pages.maxSize", "100"),
    ("versionHeader", r#""X-Api-Version""#),
    ("scheme.construction", r#""hmac""#),
    ("scheme.hash", r#""sha256""#),
    ("scheme.message", r#""{timestamp}.{body}""#),
    ("scheme.encoding", r#""hex""#),
    ("scheme.hexCase", r#""either""#),
    ("scheme.key", r#"{ decode: "base64" }"#),
    ("scheme.key.decode", r#""base64""#),
    ("scheme.key.strip", r#"["whsec_"]"#),
    ("scheme.timestamp", r#"{ format: "unix" }"#),
    ("scheme.timestamp.format", r#""unix""#),
    ("scheme.timestamp.tolerance", "300"),
    ("scheme.timestamp.field", r#""created_at""#),
    ("scheme.headers", r#"{ "X-Signature": "{signature}" }"#),
    ("scheme.headers.*", r#""{signature}""#),
    ("scheme.headers.*.prefix", r#""HMAC ""#),
    ("scheme.headers.*.sep", r#"",""#),
    ("scheme.headers.*.items", r#"["t={timestamp}", "v1={signature}"]"#),
    ("scheme.headers.*.optional", "true"),
    ("scheme.nonce", r#"{ format: "hex", length: 32 }"#),
    ("scheme.nonce.format", r#""hex""#),
    ("scheme.nonce.length", "32"),
    ("scheme.digests", r#"{ d: { of: "{body}", hash: "sha256", encoding: "hex" } }"#),
    ("scheme.digests.*", r#"{ of: "{body}", hash: "sha256", encoding: "hex" }"#),
    ("scheme.digests.*.of", r#""{body}""#),
    ("scheme.digests.*.hash", r#""sha256""#),
    ("scheme.digests.*.encoding", r#""hex""#),
    ("scheme.params", r#"{ from: ["query"] }"#),
    ("scheme.params.from", r#"["query"]"#),
    ("scheme.params.exclude", r#"["signature"]"#),
    ("scheme.params.sort", r#""name""#),
    ("scheme.params.unique", "true"),
    ("scheme.params.kv", r#""=""#),
    ("scheme.params.join", r#""&""#),
    ("scheme.params.encode", r#""rfc3986""#),
    ("scheme.vars", r#"["login"]"#),
    ("scheme.eventId", r#""id""#),
    ("scheme.unsafe", r#"["joined-members"]"#),
];
