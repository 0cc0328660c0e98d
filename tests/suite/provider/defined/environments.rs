//! The URLs of a client must belong to the environment of the client. The rule applies to URLs that a caller passes, and
//! to URLs with placeholders.

use std::sync::Arc;

use payauth::provider::{Client, Profile};
use payauth::{Error, ErrorKind};
use serde_json::json;

use super::ALL;
use crate::provider::client_of;
use crate::support::assert_error;

const ANOTHER: &str = "is the URL of another environment; check `environment`";

/// A profile with these servers and this token URL.
fn profile(servers: &str, token: &str) -> Arc<Profile> {
    let definition = r#"{
        "name": "shop", "servers": SERVERS,
        "credentials": { "key": {}, "acct": { "public": true } },
        "auth": { "bearer": "{token}", "headers": { "X-Acct": "{acct}" } },
        "token": { "url": "TOKEN", "form": { "key": "{key}" }, "lifetime": 3600 }
    }"#;
    let definition = definition
        .replace("SERVERS", servers)
        .replace("TOKEN", token);
    Profile::define(&definition).unwrap().into()
}

fn client(profile: &Arc<Profile>, environment: &str, acct: &str) -> Result<Client, Error> {
    let pairs = [("key", "k"), ("acct", acct)];
    Client::new(
        profile.clone(),
        super::super::credentials(&pairs)?,
        environment,
        "",
    )
}

/// The token URL of a client, without the query that the profile adds.
fn token_url(client: &Client) -> String {
    let (request, _) = client.token_request().unwrap();
    request.url().split('?').next().unwrap().to_owned()
}

#[test]
fn token_url_of_another_environment_is_rejected_for_every_provider() {
    let mut count = 0;
    for name in ALL.iter() {
        let profile: Arc<Profile> = Profile::named(name).unwrap().into();
        if profile.token.is_none() {
            continue;
        }
        let of = |server: &payauth::provider::Server| client_of(&profile, &server.name, "");
        for (place, server) in profile.servers.iter().enumerate() {
            let own = token_url(&of(server).unwrap());
            let again = of(server).unwrap().with_token_url(&own).unwrap();
            assert_eq!(token_url(&again), own, "{name}");
            for (other, of_other) in profile.servers.iter().enumerate() {
                let theirs = token_url(&of(of_other).unwrap());
                if place != other && theirs != own {
                    count += 1;
                    for url in [theirs.to_uppercase().replace("HTTPS", "https"), theirs] {
                        let made = of(server).unwrap().with_token_url(&url);
                        assert_error(made, ErrorKind::BaseUrl, &format!("tokenUrl: {ANOTHER}"));
                    }
                }
            }
        }
    }
    assert!(count >= 6, "{count}");
}

#[test]
fn token_url_on_another_host_is_accepted_and_written_as_fetch_sends_it() {
    let profile = profile(
        r#"{ "sandbox": "https://sandbox.x.example", "live": "https://api.x.example" }"#,
        "/token",
    );
    for (given, sent) in [
        (
            "https://Mock.Example:443/Token",
            "https://mock.example/Token",
        ),
        ("http://127.0.0.1:80/t", "http://127.0.0.1/t"),
        (
            "https://sandbox.x.example.evil.example/t",
            "https://sandbox.x.example.evil.example/t",
        ),
        (
            "https://SANDBOX.x.example/other",
            "https://sandbox.x.example/other",
        ),
        ("https://mock.example", "https://mock.example/"),
        ("https://mock.example:8443", "https://mock.example:8443/"),
    ] {
        let made = client(&profile, "sandbox", "me").unwrap();
        assert_eq!(token_url(&made.with_token_url(given).unwrap()), sent);
    }
}

#[test]
fn token_url_without_a_path_has_a_slash_before_its_query() {
    for (server, url) in [
        ("https://x.example", "https://login.x.example"),
        ("https://x.example", "https://{acct}.x.example"),
    ] {
        let definition = r#"{
            "name": "shop", "servers": { "live": "SERVER" },
            "credentials": { "key": {}, "acct": { "public": true } },
            "auth": { "bearer": "{token}", "headers": { "X-Acct": "{acct}" } },
            "token": { "method": "GET", "url": "URL", "query": { "grant": "x" }, "headers": { "X-Key": "{key}" }, "lifetime": 3600 }
        }"#;
        let definition = definition.replace("SERVER", server).replace("URL", url);
        let profile = Profile::define(&definition).unwrap().into();
        let made = client(&profile, "live", "me").unwrap();
        let (request, _) = made.token_request().unwrap();
        assert_eq!(request.url(), url.replace("{acct}", "me") + "/?grant=x");
    }
}

#[test]
fn token_url_on_the_host_of_the_base_url_must_obey_the_path_rule_of_the_environment() {
    let servers = r#"{ "sandbox": { "url": "https://api.x.example/sandbox/v1", "pathHas": "sandbox" },
        "live": { "url": "https://api.x.example/v1", "pathLacks": "sandbox" } }"#;
    let profile = profile(servers, "/token");
    for (environment, url, is_accepted) in [
        ("sandbox", "https://api.x.example/sandbox/t", true),
        ("sandbox", "https://api.x.example/v1/token", false),
        ("live", "https://api.x.example/v1/token", true),
        ("live", "https://api.x.example/Sandbox/v1/token", false),
    ] {
        let made = client(&profile, environment, "me")
            .unwrap()
            .with_token_url(url);
        assert_eq!(made.is_ok(), is_accepted, "{environment} {url}");
    }
}

#[test]
fn value_of_a_placeholder_that_results_in_a_host_of_another_environment_is_rejected() {
    let servers = r#"{ "sandbox": { "url": "https://sandbox.x.example", "hosts": ["test.x.example"] },
        "staging": "https://{acct}-staging.x.example", "live": "https://{acct}.x.example" }"#;
    let profile = profile(servers, "https://{acct}.x.example/token");
    for acct in ["sandbox", "SANDBOX", "test", "me-staging", "Me-STAGING"] {
        let made = client(&profile, "live", acct);
        assert_error(made, ErrorKind::BaseUrl, &format!("baseUrl: {ANOTHER}"));
    }
    for acct in ["me", "Me", "sandbox1", "staging", "me-stagin", "xn-a"] {
        let url = client(&profile, "live", acct).map(|client| token_url(&client));
        assert_eq!(
            url.unwrap(),
            format!("https://{}.x.example/token", acct.to_lowercase())
        );
    }
    let base = "https://you-staging.x.example";
    for (environment, is_accepted) in [("staging", true), ("live", false), ("sandbox", false)] {
        let made = client_of(&profile, environment, base);
        assert_eq!(made.is_ok(), is_accepted, "{environment}");
    }
}

#[test]
fn host_of_a_definition_must_be_written_as_fetch_sends_it() {
    let detail = "must have a host in lower case, and no default port or port with a leading 0";
    for (pointer, url, words) in [
        ("/servers/live", "https://API.shop.example", detail),
        (
            "/servers/live",
            "https://{prefix}.Api.shop.example/v1",
            detail,
        ),
        ("/servers/live", "https://api.shop.example:443", detail),
        ("/servers/live", "https://api.shop.example:0443/v1", detail),
        ("/servers/live", "https://api.shop.example:08443", detail),
        ("/servers/live", "http://127.0.0.1:80", detail),
        ("/token/url", "https://Login.shop.example/token", detail),
        ("/token/url", "https://login.shop.example:443/token", detail),
        (
            "/servers/live",
            "https://xn--a.example",
            "must not have a part of the host that begins with xn-- (Punycode)",
        ),
        (
            "/servers/live",
            "https://{prefix}.XN--a.example",
            "must not have a part of the host that begins with xn-- (Punycode)",
        ),
    ] {
        let definition = super::refused::changed(pointer, Some(url.into())).to_string();
        let error = Profile::define(&definition).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Definition);
        assert_eq!(error.detail(), words, "{url}");
    }
}

#[test]
fn host_of_a_definition_has_one_dot_between_its_parts() {
    let detail =
        "must have a host with one dot between its parts, and no dot at the beginning or the end";
    for host in [
        "api.shop.example.",
        "api.shop.example..",
        ".api.shop.example",
        "api..shop.example",
        ".",
    ] {
        for (pointer, value) in [
            ("/servers/live", json!(format!("https://{host}"))),
            ("/servers/live", json!(format!("https://{host}/v1"))),
            (
                "/servers/live",
                json!({ "url": "https://api.shop.example", "hosts": [host] }),
            ),
            ("/token/url", json!(format!("https://{host}/token"))),
        ] {
            let definition = super::refused::changed(pointer, Some(value)).to_string();
            let error = Profile::define(&definition).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Definition);
            assert_eq!(error.detail(), detail, "{pointer} {host}");
        }
    }
    let definition = super::refused::changed(
        "/servers/live",
        Some("https://{prefix}..shop.example".into()),
    );
    let error = Profile::define(&definition.to_string()).unwrap_err();
    assert_eq!(error.detail(), detail);
}
