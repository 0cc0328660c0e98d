//! The time to verify a webhook is proportional to its length.

use payauth::encoding::json::LONGEST;
use payauth::scheme::Place;
use payauth::webhook::Delivery;

use super::{FIELD, grows, repeated};
use crate::support::at;
use crate::webhook::{NOW, cases};

#[test]
fn reading_the_value_of_every_field_takes_linear_time() {
    for case in cases() {
        let (receiver, message) = (case.receiver(), case.message(None));
        let carriers = case.scheme.carriers.iter();
        for carrier in carriers.filter(|carrier| carrier.place == Place::Header) {
            let start = carrier.value.split('{').next().unwrap();
            let whole = format!("{}{}", message.value(carrier), carrier.separator);
            for piece in [
                ",", ";", " ", "=", "t=1,", "v1=a,", "v1,a ", "x", "é", &whole,
            ] {
                let read = |value: &str| {
                    let fields = message.fields.iter().map(|(name, text)| {
                        let text = if name == carrier.name { value } else { text };
                        (&**name, text)
                    });
                    let fields: Vec<_> = fields.collect();
                    let delivery = Delivery::new(&fields, at(NOW)).url(message.url);
                    receiver.begin(&delivery).is_ok()
                };
                let what = format!("{}, {}, {piece}", case.name, carrier.name);
                grows(&what, FIELD, repeated(start, piece, ""), read);
            }
        }
    }
}

#[test]
fn reading_headers_of_many_fields_takes_linear_time() {
    for case in cases() {
        let receiver = case.receiver();
        let read = |lines: &str| {
            let fields: Vec<_> = lines.lines().map(|name| (name, "x")).collect();
            let delivery = Delivery::new(&fields, at(NOW)).url("u");
            receiver.begin(&delivery).is_ok()
        };
        let input = repeated("", "X-Field-#\n", "");
        grows(case.name, 8 * FIELD, input, read);
    }
}

#[test]
fn verifying_a_body_that_is_parsed_takes_linear_time() {
    for case in cases().iter().filter(|case| case.reads_body()) {
        let receiver = case.receiver();
        for (before, piece, after) in [
            ("{\"signature\":\"", "x", "\"}"),
            ("{\"signature\":\"", "QUJD.", "\"}"),
            (
                "{\"signature\":\"x\",\"a\":[0",
                ",{\"signature\":\"x\"}",
                "]}",
            ),
            ("{\"notificationItems\":[0", ",{}", "]}"),
            ("", "[", ""),
        ] {
            let read = |body: &str| {
                let delivery = Delivery::new(&[], at(NOW));
                receiver.verify(&delivery, body.as_bytes()).is_ok()
            };
            grows(case.name, LONGEST, repeated(before, piece, after), read);
        }
    }
}
