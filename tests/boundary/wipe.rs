//! Nothing that was written to the buffer outlives a wipe, whatever lengths a call said.

use payauth::wasm::memory::{read_from_scratch, scratch_length, wipe_scratch, write_to_scratch};
use payauth::wasm::{auth, client, mac, webhook};

use super::{alone, made};

#[test]
fn wipe_reaches_all_that_was_written_though_a_call_said_more_than_the_buffer_holds() {
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
            assert_eq!(kept, None, "call {place}, {length}");
            assert_eq!(left.len(), full);
        }
    }
}
