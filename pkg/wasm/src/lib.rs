//! The WebAssembly module inside the npm package. It consists of `payauth::wasm`, an allocator, and a panic handler
//! that traps.
//!
//! The allocator finds and frees a place in constant time, however many keys and clients a program keeps. It joins free
//! places that are neighbours, also after the memory has grown.
//!
//! Without `std`, the module is a third smaller. No panic is reachable. If a panic were reached, the trap would
//! become a `WebAssembly.RuntimeError` in JavaScript, and the facade would start a new instance.

#![cfg(target_family = "wasm")]
#![no_std]

extern crate payauth;

use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};

#[cfg(feature = "trap")]
pub mod trap;

#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();

#[panic_handler]
fn panicked(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
