//! Only the client that began a request can finish the request. Another client cannot finish it, even with the same
//! credentials.

use std::sync::Arc;

use payauth::provider::{Call, Client, Profile, Takes};
use payauth::token::{Answer, Refresh};
use payauth::{ErrorKind, UnixTime};

use super::{PROFILES, any_client, client_at};
use crate::support::{at, profile};

const NOW: i64 = 1_709_380_800;

/// Passes calls to `each`: a call to each endpoint of the profile, and a call to an unknown path.
fn calls(client: &Client, profile: &Arc<Profile>, mut each: impl FnMut(&Call<'_>, bool)) {
    let unknown = format!("{}x", profile.path_prefix);
    let endpoints = profile.endpoints.iter();
    let known = endpoints.map(|known| {
        (
            &*known.path,
            &*known.method,
            known.idempotency == Some(Takes::Required),
        )
    });
    for (path, method, has_key) in known.chain([(&*unknown, "POST", false)]) {
        let has_body = !matches!(method, "GET" | "HEAD");
        let mut call = Call::new(path, at(NOW)).method(method);
        if has_key {
            call = call.idempotency_key("key-1");
        }
        if client.takes_token(&call, has_body).unwrap() {
            call = call.authorization("Bearer abc");
        }
        each(&call, has_body);
    }
}

#[test]
fn client_cannot_finish_a_request_of_another_client() {
    for profile in PROFILES.map(profile) {
        let client = any_client(&profile);
        let same = any_client(&profile);
        let others = PROFILES.map(|name| any_client(&crate::support::profile(name)));
        let mut count = 0;
        calls(&client, &profile, |call, has_body| {
            for other in others.iter().chain([&same]) {
                let error = other
                    .finish(client.begin(call, has_body).unwrap())
                    .unwrap_err();
                assert_eq!(
                    error.kind(),
                    ErrorKind::Option,
                    "{} {}",
                    profile.name,
                    call.path
                );
            }
            assert!(client.finish(client.begin(call, has_body).unwrap()).is_ok());
            count += 1;
        });
        assert!(count > profile.endpoints.len(), "{}", profile.name);
    }
}

/// A ticket, and the state with the lease of this ticket. In use, owners are random, so no two tickets are equal.
fn granted(client: &Client, now: UnixTime, owner: &str) -> [String; 2] {
    let machine = client.machine().unwrap();
    match machine
        .begin_refresh(&machine.initial(), now, owner, 10_000)
        .unwrap()
    {
        Refresh::Granted { ticket, state } => [ticket, state.to_string()],
        other => panic!("{other:?}"),
    }
}

#[test]
fn client_cannot_commit_a_token_call_of_other_credentials() {
    let mut count = 0;
    for profile in PROFILES.map(profile) {
        let client = any_client(&profile);
        if client.machine().is_err() {
            continue;
        }
        count += 1;
        // The key of a token depends on the base URL, so another base URL counts as other credentials.
        let other = client_at(&profile, "https://other.example");
        assert_ne!(
            client.machine().unwrap().key(),
            other.machine().unwrap().key()
        );
        let now = at(NOW);
        let ([ticket, own], [their_ticket, theirs]) =
            (granted(&client, now, "a"), granted(&other, now, "b"));
        let answer = Answer {
            status: 200,
            retry_after: "",
            body: br#"{"access_token":"abc","token_type":"Bearer","expires_in":3600}"#,
        };
        let machine = client.machine().unwrap();
        for (state, ticket) in [
            (&theirs, &their_ticket),
            (&theirs, &ticket),
            (&own, &their_ticket),
        ] {
            let commit = machine
                .commit_refresh(state, ticket, Some(&answer), now, now)
                .unwrap();
            let error = commit.error.unwrap();
            assert_eq!(error.kind(), ErrorKind::StaleTicket, "{}", profile.name);
            assert!(
                machine
                    .decide(&commit.state, now)
                    .unwrap()
                    .authorization
                    .is_empty()
            );
        }
        assert!(matches!(
            machine
                .begin_refresh(&theirs, now, "owner", 10_000)
                .unwrap(),
            Refresh::Granted { .. }
        ));
    }
    assert!(count >= 2);
}
