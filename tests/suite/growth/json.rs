//! The time to parse JSON is proportional to its length.

use payauth::encoding::json::{Document, LONGEST, WIDEST};

use super::{grows, repeated};

fn read(document: &str) -> bool {
    Document::read(document).is_ok()
}

#[test]
fn reading_a_document_of_any_shape_takes_linear_time() {
    for (what, before, piece, after) in [
        ("a string", "\"", "x", "\""),
        ("escapes", "\"", "\\u0061", "\""),
        ("numbers", "[0", ",1.5e3", "]"),
        ("blanks", "[", " ", "]"),
        ("nested arrays", "[0", ",[[[[[[[]]]]]]]", "]"),
        ("small objects", "[0", ",{\"a\":1,\"b\":2}", "]"),
        ("nested objects", "[0", ",{\"a\":{\"a\":{\"a\":{}}}}", "]"),
        ("an array without end", "[", "\"a\",", ""),
    ] {
        grows(what, LONGEST, repeated(before, piece, after), read);
    }
}

#[test]
fn reading_many_objects_of_many_members_takes_linear_time() {
    let members: Vec<_> = (0..200).map(|name| format!("\"n{name}\":0")).collect();
    let piece = format!(",{{{}}}", members.join(","));
    grows("wide objects", LONGEST, repeated("[0", &piece, "]"), read);
}

/// The names are compared with each other, so long names that differ only at their ends take longest.
#[test]
fn reading_an_object_with_the_most_members_takes_linear_time() {
    for name in ["", &"x".repeat(100), &"\\u0061".repeat(18), &"é".repeat(50)] {
        let member = format!(",\"{name}#\":0");
        let longest = (member.len() + 1) * (WIDEST - 8);
        let input = repeated("{\"\":0", &member, "}");
        assert!(read(&input(longest)));
        grows(name, longest, input, read);
    }
}
