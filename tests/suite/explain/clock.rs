//! Messages outside the time window, with windows of many lengths.

use payauth::explain::{Explainer, GivenSecret};
use payauth::scheme::{Envelope, catalog};
use payauth::webhook::{Delivery, Window};

use crate::support::at;

const NOW: i64 = 1_709_380_800;

/// Windows in which a time that is read in a wrong unit could be.
const WIDE: [u32; 4] = [3600, 1_800_000_000, 2_147_483_647, u32::MAX];

#[test]
fn time_in_the_right_unit_is_too_new_or_too_old_in_every_window() {
    for (scheme, secret) in [
        (&catalog::SLACK, "hunter2"),
        (&catalog::STRIPE, "hunter2"),
        (&catalog::REVOLUT, "hunter2"),
        (&catalog::STANDARD_WEBHOOKS, "whsec_MfKQ9r8G"),
    ] {
        for wide in WIDE {
            for (ahead, expected) in [(600, "too-new"), (-600, "too-old")] {
                let compiled = scheme.compile().unwrap();
                let key = compiled.key("secret", secret).unwrap();
                let envelope = Envelope::new(at(NOW + ahead)).id("msg_1");
                let sent = compiled.sign(&key, &envelope, b"{}").unwrap();
                let fields: Vec<_> = sent.iter().collect();
                let (past, future) = if ahead > 0 { (wide, 60) } else { (60, wide) };
                let window = Window::Secs { past, future };
                let delivery = Delivery::new(&fields, at(NOW)).window(window);
                let secrets = [GivenSecret::text("one", secret)];
                let found = Explainer::new(compiled).explain(secrets, &delivery, b"{}");
                let names: Vec<_> = found.unwrap().iter().map(|one| one.mistake).collect();
                assert_eq!(names, [expected], "{} {wide}", scheme.name);
            }
        }
    }
}
