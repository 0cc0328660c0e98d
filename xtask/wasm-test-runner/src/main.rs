//! wasm-bindgen's own test runner, at the version that the lock file pins.

fn main() {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
