//! The boundary of the wasm module, tested on the host. For every record, a call returns a complete answer, or a failure
//! with a complete record. An unrelated key still signs afterwards.
//!
//! A case is a seed. proptest prints the seed of a case that fails. `CONTRIBUTING.md` says how to run more cases.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    unreachable_pub,
    reason = "a test may panic at an unexpected value"
)]

mod calls;
mod draw;
mod fuzz;
mod wipe;

use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use payauth::provider::Profile;
use payauth::scheme::catalog;
use payauth::wasm::memory::{read_from_scratch, scratch_address, write_to_scratch};
use payauth::wasm::{client, mac, webhook};

/// Locks the module for one test: an instance has only one caller at a time, because JavaScript has one thread.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The handles that each case can use, and the handle of an unrelated key.
struct Made {
    handles: Vec<usize>,
    /// The exclusive limit of the numbers of `clientAuth`: two for each way to authenticate.
    auth_numbers: usize,
    key: usize,
}

fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        scratch_address();
        let handle = |result: i32| {
            let failure = || read_from_scratch(result.unsigned_abs() as usize);
            assert!(result >= 0, "{}", failure().escape_ascii());
            result as usize
        };
        let (mut handles, mut auth_numbers) = (Vec::new(), 0);
        for (name, lines) in [
            ("dvpay", "\n\n\n\n\napiKey\nk\napiSecret\ns\n"),
            (
                "doorpay",
                "sandbox\n\n\n\n\napiKey\ndp_test_k\napiSecret\nsk_test_s\n",
            ),
            ("wakapay", "test\n\n\n\n\napiKey\nk\napiSecret\ns\n"),
            ("pledg", "staging\n\n\n\n\nmerchantSecret\ns\n"),
            ("dogpay", "sandbox\n\n\n\n\nappid\na\nsecret\ns\n"),
        ] {
            let profile = Profile::named(name).unwrap();
            auth_numbers = auth_numbers.max(2 * profile.auths.len());
            let provider = handle(client::provider_new(place(&profile.pack_text())));
            handles.push(handle(client::client_new(provider, place(lines))));
            handles.push(provider);
        }
        for name in ["github", "stripe", "adyenStandard"] {
            let scheme = handle(webhook::scheme_new(place(&scheme(name))));
            handles.push(scheme);
            let lines = "secret1\nAB\n\n\n\n";
            handles.push(handle(webhook::receiver_new(scheme, place(lines))));
        }
        handles.push(handle(webhook::scheme_new(place(&scheme("binance")))));
        let key = handle(mac::mac_key(1, 0, place("Jefe")));
        Made {
            handles,
            auth_numbers,
            key,
        }
    })
}

/// The text of a compiled scheme of the catalogue.
fn scheme(name: &str) -> String {
    catalog::compile(name).unwrap().unwrap().pack_text()
}

fn place(text: &str) -> usize {
    write_to_scratch(0, text.as_bytes());
    text.len()
}
