//! Writes the table of the included providers in the guide.

use payauth::encoding::json::{Kind, Value};

use super::literal::text;

const BEGIN: &str = "<!-- providers -->\n";
const END: &str = "<!-- end of providers -->";
const HEAD: &str = "| export | environments | requests | token | idempotency key | webhook | certainty |\n|---|---|---|---|---|---|---|\n";

/// The page with these rows between the two markers of the table.
pub fn placed(page: &str, rows: &str) -> Result<String, String> {
    let missing =
        || String::from("docs/define-provider.md has no marks around its table of providers");
    let (before, rest) = page.split_once(BEGIN).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    Ok(format!("{before}{BEGIN}{HEAD}{rows}{END}{after}"))
}

/// The row of a provider in the table.
pub fn row(export: &str, definition: Value<'_>) -> String {
    let cells = [
        format!("`{export}`"),
        environments(definition),
        ways(definition),
        token(definition),
        header(definition),
        webhook(definition),
        sure(definition),
    ];
    format!("| {} |\n", cells.join(" | "))
}

fn environments(definition: Value<'_>) -> String {
    let servers = definition.get("servers").into_iter();
    let names: Vec<_> = servers
        .flat_map(Value::members)
        .filter_map(|(name, _)| Some(format!("`{}`", &*name.text()?)))
        .collect();
    names.join(", ")
}

/// The ways in which requests are authenticated. Each way is listed only once.
fn ways(definition: Value<'_>) -> String {
    let others = definition.get("alternatives").into_iter();
    let auths = definition.get("auth").into_iter();
    let auths = auths.chain(others.flat_map(|all| all.members().map(|(_, auth)| auth)));
    let mut ways: Vec<String> = auths.map(way).collect();
    ways.dedup();
    ways.join("; or ")
}

fn way(auth: Value<'_>) -> String {
    let parts = [
        ("bearer", "Bearer"),
        ("basic", "Basic"),
        ("headers", "header fields"),
        ("signature", "signature"),
    ];
    let found = parts
        .into_iter()
        .filter(|(name, _)| auth.get(name).is_some());
    let found: Vec<_> = found.map(|(_, word)| word).collect();
    found.join(", ")
}

fn token(definition: Value<'_>) -> String {
    let Some(token) = definition.get("token") else {
        return String::from("–");
    };
    let method = text(token, "method");
    let lifetime = token.get("lifetime").map_or("", Value::raw);
    format!("{}, {lifetime} s", method.as_deref().unwrap_or("POST"))
}

fn header(definition: Value<'_>) -> String {
    let idempotency = definition.get("idempotency");
    let header = idempotency.and_then(|rule| text(rule, "header"));
    header.map_or_else(|| String::from("–"), |header| format!("`{header}`"))
}

fn webhook(definition: Value<'_>) -> String {
    let scheme = definition
        .get("webhook")
        .and_then(|webhook| webhook.get("scheme"));
    let Some(scheme) = scheme else {
        return String::from("–");
    };
    if scheme.kind() == Kind::String {
        return scheme
            .text()
            .map(|name| format!("`{}`", &*name))
            .unwrap_or_default();
    }
    let hash = text(scheme, "hash").unwrap_or_default();
    match text(scheme, "construction").as_deref() {
        Some("token") => String::from("constant token"),
        Some("digest") => format!("plain {hash}"),
        _ => format!("HMAC, {hash}"),
    }
}

/// The lowest certainty of the sources of the definition.
fn sure(definition: Value<'_>) -> String {
    let sources = definition
        .get("about")
        .and_then(|about| about.get("sources"));
    let levels: Vec<_> = sources
        .into_iter()
        .flat_map(Value::elements)
        .filter_map(|source| text(source, "sure"))
        .collect();
    let least = ["low", "medium", "high"].into_iter();
    let mut least = least.filter(|level| levels.iter().any(|sure| sure == level));
    least.next().unwrap_or_default().to_owned()
}
