//! Other spellings of a signed endpoint: each combination of an endpoint's end and of the text after it.

use payauth::provider::Call;

use super::methods::shop;
use crate::support::at;

/// The last segments of signed endpoints.
const ENDPOINTS: &[&str] = &["pay", "pay/", "pay.php", "pay.php/", "pay.a.b", "pay.a.b/"];

/// Texts that a server drops at the end of a path, because it reads the decoded path as a URL again, or accepts
/// suffixes, dots, spaces or a slash.
const DROPPED: &[&str] = &[
    "",
    "/",
    ".",
    "%20",
    "+",
    ".json",
    "%3F",
    "%23",
    "%3Fx",
    "%3F.x",
    "/%3F",
    "/%23x",
    "/%3Fx/y",
    "/%3F/",
    "/%3F.json",
    ".%3F",
    "%20%3F",
    "%20/%3F",
    ".json%3F",
    ".json/%3F",
    "./%3F",
    "%3F/%3F",
    "/%3F%3F",
];

#[test]
fn path_that_differs_from_a_signed_endpoint_only_in_a_text_that_servers_drop_is_rejected_or_signed()
{
    for endpoint in ENDPOINTS {
        let client = shop(&format!(
            r#"{{ "POST /v1/{endpoint}": {{ "auth": "signed" }} }}"#
        ));
        for slash in ["", "/"] {
            for dropped in DROPPED {
                let path = format!("/v1/{}{slash}{dropped}", endpoint.trim_end_matches('/'));
                let mut call = Call::new(&path, at(0));
                call.method = Some("POST");
                let is_unsigned = client
                    .sign(&call, Some(b"{}"))
                    .is_ok_and(|request| request.field("X-Sign").is_none());
                assert!(!is_unsigned, "{path} is sent unsigned, next to {endpoint}");
            }
        }
    }
}
