//! A wipe clears everything that was written to the buffer, even if a call passes a wrong length.

use payauth::wasm::memory::{read_from_scratch, scratch_length, wipe_scratch, write_to_scratch};
use payauth::wasm::{auth, client, mac, webhook};

use super::{alone, made};

#[test]
fn wipe_clears_all_written_bytes_even_if_a_call_passed_a_length_greater_than_that_of_the_buffer() {
    let _alone = alone();
    let made = made();
    let full = scratch_length();
    for length in [1, full - 1, full, full + 1, 2 * full, usize::MAX] {
        let calls: [&dyn Fn() -> i32; 5] = [
            &|| mac::mac_sign(made.key, length, 0),
            &|| auth::bearer_auth(length),
            &|| client::client_sign(made.handles[0], 0.0, 0, 1, length),
            &|| client::client_sign(made.handles[0], 0.0, 0, length, 1),
            &|| webhook::receive(made.handles[0], 0.0, 0, 0, length, i32::MAX),
        ];
        for (place, call) in calls.iter().enumerate() {
            write_to_scratch(0, &vec![b'k'; length.min(full)]);
            call();
            wipe_scratch();
            let left = read_from_scratch(full);
            let kept = left.iter().position(|byte| *byte != 0);
            assert_eq!(
                kept, None,
                "a byte is left after call {place} with the length {length}"
            );
            assert_eq!(left.len(), full);
        }
    }
}
