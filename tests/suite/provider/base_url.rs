//! For every provider, the base URL must belong to the environment.

use payauth::ErrorKind;

use super::{PROFILES, client_of};
use crate::support::{assert_error, profile};

/// Every documented host that belongs to one environment only. Each row: the provider, the environment and the host.
const HOSTS: &[(&str, &str, &str)] = &[
    ("dogpay", "sandbox", "sandbox-api-v2.dogpay.com"),
    ("dogpay", "production", "prod.wavepool.global"),
    ("dogpay", "production", "api.dogpay.com"),
    ("wakapay", "test", "api.test.wakapay.io"),
    ("wakapay", "production", "api.wakapay.io"),
    ("pledg", "staging", "staging.back.ecard.pledg.co"),
    ("pledg", "production", "back.ecard.pledg.co"),
    ("dvpay", "production", "merchant.dv.vai247.pro"),
];

/// URLs with every spelling of a host, each spelling with several ports and paths.
fn spellings(host: &str) -> Vec<String> {
    let mut mixed = host.to_owned();
    mixed[..1].make_ascii_uppercase();
    let hosts = [
        host.to_owned(),
        host.to_uppercase(),
        mixed,
        format!("{host}."),
        format!("{}..", host.to_uppercase()),
    ];
    let mut urls = Vec::new();
    for host in hosts {
        for port in ["", ":443", ":0443", ":8443"] {
            for path in ["", "/", "/v2", "/V2/", "/a%20b"] {
                urls.push(format!("https://{host}{port}{path}"));
            }
        }
    }
    urls
}

#[test]
fn host_of_another_environment_is_rejected_in_every_spelling() {
    for profile in PROFILES.map(profile) {
        for environment in &profile.servers {
            for (of, its, host) in HOSTS.iter().filter(|(of, ..)| *of == profile.name) {
                for url in spellings(host) {
                    let made = client_of(&profile, &environment.name, &url);
                    if *its == environment.name {
                        assert!(made.is_ok(), "{of} {its} {url}");
                    } else {
                        assert_error(
                            made,
                            ErrorKind::BaseUrl,
                            "baseUrl: is the URL of another environment; check `environment`",
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn every_host_of_a_profile_is_in_the_table() {
    for profile in PROFILES.map(profile) {
        for environment in &profile.servers {
            let is_own = |origin: &&String| {
                let url = format!("{:?}", environment.url);
                url.contains(&format!("\"{origin}"))
            };
            let own = profile.origins.iter().filter(is_own);
            let own = own.map(|origin| origin.strip_prefix("https://").unwrap());
            for host in own.chain(environment.hosts.iter().map(String::as_str)) {
                let row = (&*profile.name, &*environment.name, host);
                let is_told_by_path = profile.name == "doorpay";
                assert!(
                    host.is_empty() || is_told_by_path || HOSTS.contains(&row),
                    "{row:?}"
                );
            }
        }
    }
}

#[test]
fn host_that_belongs_to_no_environment_is_accepted() {
    for profile in PROFILES.map(profile) {
        for environment in &profile.servers {
            let path = if environment.name == "sandbox" {
                "/sandbox"
            } else {
                ""
            };
            for host in [
                "gateway.example",
                "api.wakapay.io.example",
                "xapi.wakapay.io",
                "localhost",
            ] {
                let url = format!("https://{host}{path}");
                assert!(
                    client_of(&profile, &environment.name, &url).is_ok(),
                    "{} {url}",
                    profile.name
                );
            }
        }
    }
}

#[test]
fn production_address_with_sandbox_in_its_path_is_rejected_in_every_spelling() {
    for host in [
        "api.thedoorpay.com",
        "API.thedoorpay.com.:443",
        "gateway.example",
    ] {
        for segment in [
            "sandbox",
            "Sandbox",
            "SANDBOX",
            "sandBox.",
            "sandbox..",
            "sandbox%20",
            "%20sandbox",
            "sandbox+",
            "sandbox.v1",
            "sandbox%3Fa",
            "sandbox%E2%80%8B",
            "%EF%BD%93andbox",
            "%C5%BFandbox",
            "sandbox;v=1",
            "sandbox%3B",
            ";/sandbox",
            "%73andbox",
            "sandbox%2F",
            "x%2Fsandbox",
            "sandbox%5C",
            "sandbox%00",
            "x/../sandbox",
            "./sandbox",
            "%252Fsandbox",
        ] {
            for url in [
                format!("https://{host}/{segment}"),
                format!("https://{host}/api/{segment}/"),
            ] {
                let error = client_of(&profile("doorpay"), "production", &url).unwrap_err();
                assert_eq!(
                    (error.kind(), error.argument()),
                    (ErrorKind::BaseUrl, "baseUrl"),
                    "{url}"
                );
            }
        }
        for path in ["", "/", "/api/merchant/v1", "/sandboxed", "/my-sandbox/v1"] {
            assert!(
                client_of(
                    &profile("doorpay"),
                    "production",
                    &format!("https://{host}{path}")
                )
                .is_ok(),
                "{path}"
            );
        }
    }
}

#[test]
fn base_url_of_the_sandbox_must_end_with_the_documented_path() {
    let base = "https://api.thedoorpay.com";
    for path in [
        "",
        "/api/merchant/v1",
        "/Sandbox",
        "/SANDBOX/api",
        "/sandboxed",
        "/sandbox%20",
        "/sandbox;v=1",
        "/%73andbox",
        "/x/sandbox",
        "/x/sandbox/api",
        "/api/merchant/v1/sandbox",
        "/production/sandbox/api/merchant/v1",
    ] {
        let error =
            client_of(&profile("doorpay"), "sandbox", &format!("{base}{path}")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BaseUrl, "{path}");
    }
    assert!(
        client_of(
            &profile("doorpay"),
            "sandbox",
            &format!("{base}/sandbox/api/merchant/v1")
        )
        .is_ok()
    );
    let gateway = "https://gateway.example/doorpay/sandbox/api/merchant/v1";
    assert!(client_of(&profile("doorpay"), "sandbox", gateway).is_ok());
}
