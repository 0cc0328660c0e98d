//! Reads how a provider's webhooks are signed, and what they report.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::auth::{scheme, secret};
use super::common::{MISSING, check_path, choose, path, paths};
use super::names::DefinedNames;
use crate::Error;
use crate::definition::Member;
use crate::encoding::json::Kind;
use crate::provider::profile::Webhook;
use crate::scheme::{Compiled, JOINED_ID, catalog};
use crate::text::{did_you_mean, nearest, pieces};
use crate::webhook::{Cell, Row, Sender, Table, Verdict};

pub(super) fn read(
    root: &Member<'_, '_>,
    names: &DefinedNames<'_>,
    webhook: &mut Webhook,
) -> Result<(), Error> {
    let Some(member) = root.get("webhook") else {
        return Ok(());
    };
    member.only(&[
        "scheme",
        "secret",
        "openEncoding",
        "advice",
        "eventId",
        "word",
        "acknowledge",
        "outcome",
        "token",
    ])?;
    if let Some(given) = member.get("scheme") {
        webhook.scheme = Some(Arc::new(named_or_own(&given, names)?));
    }
    if let Some(given) = member.get("secret") {
        webhook.secret = Some(secret(&given, names)?);
    }
    if let Some(given) = member.get("advice") {
        webhook.advice = given.short(200)?;
    }
    if let Some(given) = member.get("openEncoding") {
        webhook.has_open_encoding = given.truth()?;
    }
    let mut sender = Sender::default();
    if let Some(given) = member.get("eventId") {
        sender.event_id = path(&given, false)?;
    }
    if let Some(given) = member.get("acknowledge") {
        sender.acknowledge = given.short(1024)?;
    }
    sender.told = table(&member)?;
    if let Some(given) = member.get("token") {
        read_token(&given, &mut sender)?;
    }
    check_effects(&member, webhook.scheme.as_deref(), &sender)?;
    webhook.sender = Arc::new(sender);
    Ok(())
}

/// Rejects a member that has no effect.
fn check_effects(
    member: &Member<'_, '_>,
    scheme: Option<&Compiled>,
    sender: &Sender,
) -> Result<(), Error> {
    let has_outcome = |member: Member<'_, '_>| member.get("outcome").is_some();
    let covers = scheme.map(Compiled::covers);
    // A client can have another scheme if the definition has no scheme.
    let is_signed = |path: &String| covers.as_ref().is_none_or(|known| known.has_member(path));
    let is_of_token = member.get("token").is_some_and(|token| !has_outcome(token));
    for (name, has_effect, detail) in [
        ("secret", scheme.is_some(), NEEDS_SCHEME),
        (
            "openEncoding",
            scheme.is_some_and(Compiled::has_encoding),
            "needs a `webhook.scheme` with an `encoding`",
        ),
        (
            "advice",
            scheme.is_none(),
            "cannot be combined with `scheme`",
        ),
        ("eventId", scheme.is_none_or(Compiled::keeps_ids), JOINED_ID),
        ("eventId", is_signed(&sender.event_id), NEEDS_SIGNED),
        (
            "outcome",
            is_of_token || sender.told.members.iter().all(is_signed),
            NEEDS_SIGNED,
        ),
        (
            "word",
            is_of_token || sender.told.words.iter().any(is_signed),
            NEEDS_SIGNED,
        ),
        (
            "token",
            scheme.is_none_or(|scheme| scheme.reads_json() && !scheme.needs_carrier()),
            "needs a `webhook.scheme` that reads `{field:…}` or `fields`, and no required header field or parameter",
        ),
    ] {
        if let (Some(given), false) = (member.get(name), has_effect) {
            return Err(given.fault(detail));
        }
    }
    Ok(())
}

fn named_or_own(member: &Member<'_, '_>, names: &DefinedNames<'_>) -> Result<Compiled, Error> {
    let scheme = if member.value.kind() == Kind::String {
        named(member, names)?
    } else {
        scheme(member, names, false)?
    };
    if let Some(why) = scheme.only_signs() {
        let error = member.fault("can only sign requests; choose a scheme that can verify");
        let is_own = member.value.kind() == Kind::Object;
        return Err(if is_own { error.with_hint(why) } else { error });
    }
    Ok(scheme)
}

/// Reads the name of a scheme of the catalogue.
fn named(member: &Member<'_, '_>, names: &DefinedNames<'_>) -> Result<Compiled, Error> {
    let name = member.text()?;
    if let Some(scheme) = names.scheme {
        return Ok(scheme.clone());
    }
    if HAS_CATALOGUE && let Some(scheme) = catalog::compile(&name) {
        return scheme;
    }
    let hint = nearest(&name, pieces(catalog::NAMES, b' ')).map_or_else(
        || "payauth/schemes has the names; for another scheme, write an object".into(),
        did_you_mean,
    );
    Err(member
        .fault("is not a scheme of the catalogue")
        .with_hint(&hint))
}

/// Whether this build contains the catalogue. The wasm module does not contain it: the facade passes the scheme
/// that the definition names.
const HAS_CATALOGUE: bool = !cfg!(all(feature = "wasm-define", target_arch = "wasm32"));

/// Reads the member for messages that contain a signed token instead of a signature.
fn read_token(member: &Member<'_, '_>, sender: &mut Sender) -> Result<(), Error> {
    member.only(&["member", "own", "word", "outcome"])?;
    sender.token_member = path(&member.need("member", MISSING)?, false)?;
    if let Some(own) = member.get("own") {
        sender.own_claim = path(&own, false)?;
    }
    sender.told_by_token = if member.get("outcome").is_some() {
        table(member)?
    } else {
        sender.told.clone()
    };
    if let Some(word) = member.get("word") {
        sender.told_by_token.words = paths(&word, false)?;
    }
    Ok(())
}

/// Reads the table of outcomes, from `outcome` and `word`.
fn table(member: &Member<'_, '_>) -> Result<Table, Error> {
    let mut table = Table::default();
    if let Some(word) = member.get("word") {
        table.words = paths(&word, false)?;
    }
    let Some(outcome) = member.get("outcome") else {
        return Ok(table);
    };
    let mut rows = Vec::new();
    outcome.items(16, &mut |item| {
        item.only(&["verdict", "when"])?;
        let verdicts = [Verdict::Paid, Verdict::Failed];
        let verdict = choose(
            &item.need("verdict", MISSING)?,
            &["paid", "failed"],
            &verdicts,
        )?;
        let mut cells: Vec<(String, Cell)> = Vec::new();
        item.need("when", MISSING)?.each(16, &mut |name, member| {
            check_path(name, member)?;
            cells.push((name.into(), cell(member, verdict)?));
            Ok(())
        })?;
        if cells.iter().all(|(_, cell)| *cell == Cell::Absent) {
            return Err(item.missing("when", "must have at least one value other than false"));
        }
        rows.push((verdict, cells));
        Ok(())
    })?;
    if rows.is_empty() {
        return Err(outcome.wrong("is an empty array"));
    }
    for (path, _) in rows.iter().flat_map(|(_, cells)| cells) {
        if !table.members.contains(path) {
            table.members.push(path.clone());
        }
    }
    for (verdict, cells) in rows {
        let cell = |path| cells.iter().find(|(known, _)| known == path);
        let cells = table
            .members
            .iter()
            .map(|path| cell(path).map_or(Cell::Any, |(_, cell)| cell.clone()));
        table.rows.push(Row {
            verdict,
            cells: cells.collect(),
        });
    }
    Ok(table)
}

/// Reads a cell of the table: a text; `true`, which means any text; or `false`, which means an absent member. For
/// the verdict `paid`, `true` does not accept a blank text.
fn cell(member: &Member<'_, '_>, verdict: Verdict) -> Result<Cell, Error> {
    match member.value.raw() {
        "true" if verdict == Verdict::Paid => Ok(Cell::Id),
        "true" => Ok(Cell::Text),
        "false" => Ok(Cell::Absent),
        _ if member.value.kind() == Kind::String => Ok(Cell::Word(member.text()?)),
        _ => Err(member.wrong("must be a string, true or false")),
    }
}

const NEEDS_SCHEME: &str = "needs `webhook.scheme`";
const NEEDS_SIGNED: &str = "must name a member that `webhook.scheme` signs";
