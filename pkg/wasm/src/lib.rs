//! The WebAssembly module inside the npm package: `payauth::wasm` with an allocator, and a panic
//! handler that traps.
//!
//! Without `std` the module is a third smaller. No panic is reachable; if one were, the trap would
//! reach JavaScript as a `WebAssembly.RuntimeError`, and the facade would start a new instance.

#![cfg(target_family = "wasm")]
#![no_std]

extern crate payauth;

#[cfg(feature = "trap")]
pub mod trap;

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[panic_handler]
fn panicked(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
