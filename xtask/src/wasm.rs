//! The wasm module: compiled, then given its JavaScript glue by wasm-bindgen.

mod panic_texts;

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{Done, command, read, root, run, write};

/// The glue's name before it becomes `raw.js`.
const NAME: &str = "payauth_wasm";

/// The ways to obtain the module: out of the JavaScript, or as the runtime's own import.
pub const LOADERS: [&str; 3] = ["inline", "workerd", "edge-light"];

/// Compiles `pkg/wasm` with `features` and gives the module's path.
pub fn compile(features: &str) -> Result<PathBuf, String> {
    compile_in(&root(), features)
}

/// Compiles the sources that lie in `sources`, whose path leaves no trace in the module.
pub fn compile_in(sources: &Path, features: &str) -> Result<PathBuf, String> {
    let folder = sources.join("target/wasm");
    let mut cargo = command("cargo", &["rustc", "--quiet", "--locked", "--lib"], "");
    cargo.current_dir(sources);
    cargo.args(["--package", "payauth-wasm", "--profile", "wasm"]);
    cargo.args(["--target", "wasm32-unknown-unknown", "--features", features]);
    cargo.arg("--target-dir").arg(&folder);
    cargo
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", flags(sources)?.join("\u{1f}"));
    run(&mut cargo)?;
    Ok(folder.join(format!("wasm32-unknown-unknown/wasm/{NAME}.wasm")))
}

/// A stack of 64 KiB, the vector instructions that every runtime has, and no path of this machine.
fn flags(sources: &Path) -> Result<Vec<String>, String> {
    let cargo_home = std::env::var("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|_| std::env::var("HOME").map(|home| Path::new(&home).join(".cargo")))
        .map_err(|_| "neither CARGO_HOME nor HOME is set")?;
    let registry = cargo_home.join("registry/src");
    Ok(vec![
        "-Clink-arg=-zstack-size=65536".into(),
        "-Ctarget-feature=+simd128".into(),
        // Inlining a little more than `z` does signs a sixth faster for 0.2 KB gzipped (measured: 50
        // costs 0.5 KB more, and is no faster).
        "-Cllvm-args=--inline-threshold=40".into(),
        format!("--remap-path-prefix={}=/cargo", registry.display()),
        format!("--remap-path-prefix={}=/payauth", sources.display()),
    ])
}

/// Writes `core.wasm`, its glue for each loader, and the glue's types into `folder`.
pub fn bind(module: &Path, folder: &Path) -> Done {
    generate(module, folder)?;
    let types = read(&folder.join(format!("{NAME}.d.ts")))?;
    write(&folder.join("raw.d.ts"), exports(&types))?;
    let glue = read(&folder.join(format!("{NAME}.js")))?;
    only_forwards(&glue)?;
    loaders(&optimised(folder)?, folder)
}

/// The types that wasm-bindgen gives its functions are those of the module's exports.
fn exports(types: &str) -> String {
    let functions = types.replace("export function ", "");
    format!("export interface Exports {{\n{MEMORY}{functions}}}\n{TYPES}")
}

const MEMORY: &str = "readonly memory: { readonly buffer: ArrayBuffer };\n";
const TYPES: &str = "export let wasm: Exports;\nexport function start(): void;\n";

/// Numbers go in and a number comes out, so wasm-bindgen's functions do nothing but call those of the
/// module, which the facade calls itself. One that converted a value would be noticed here.
fn only_forwards(glue: &str) -> Done {
    let is_inside = |line: &&str| line.starts_with("    ");
    let functions = glue.split("\nfunction ").next().unwrap_or_default();
    for line in functions.lines().filter(is_inside) {
        let statement = line.trim();
        let calls = statement.starts_with("const ret = wasm.") || statement.starts_with("wasm.");
        if !calls && !matches!(statement, "return ret;" | "return ret >>> 0;") {
            return Err(format!("wasm-bindgen's glue does more than call:\n{line}"));
        }
    }
    Ok(())
}

/// The module after Binaryen, which finds another 2.5 %.
fn optimised(folder: &Path) -> Result<Vec<u8>, String> {
    let from = folder.join(format!("{NAME}_bg.wasm"));
    let to = folder.join("core.wasm");
    let tool = "node_modules/binaryen/bin/wasm-opt";
    // Taken apart and put together again after the first pass, it loses 0.7 % more (measured).
    let passes = ["-Oz", "--flatten", "--rereloop", "--local-cse"];
    let again = ["-Oz", "--converge", "-Oz"];
    run(command("node", &[tool], "pkg")
        .args(passes)
        .args(again)
        .arg(&from)
        .arg("-o")
        .arg(&to))?;
    std::fs::read(&to).map_err(|error| error.to_string())
}

fn generate(module: &Path, folder: &Path) -> Done {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(NAME, prepared(module)?)
        .out_name(NAME)
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .module(true)
        .map_err(|error| error.to_string())?;
    bindgen
        .generate(folder)
        .map_err(|error| format!("{error:#}"))
}

/// The module without what it has no use for, before wasm-bindgen reads it.
fn prepared(module: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = std::fs::read(module).map_err(|error| error.to_string())?;
    panic_texts::blank(&mut bytes);
    forbid_references(&mut bytes)?;
    Ok(bytes)
}

/// The module holds no JavaScript values: where it says that it cannot, wasm-bindgen makes no table
/// for them, and the module imports nothing.
fn forbid_references(module: &mut [u8]) -> Done {
    let feature = b"+\x0freference-types";
    let place = module
        .windows(feature.len())
        .position(|window| window == feature);
    let sign = place.and_then(|place| module.get_mut(place));
    *sign.ok_or("the module no longer says that it has reference-types")? = b'-';
    Ok(())
}

/// Makes an instance of the module, which each loader obtains in its own way.
fn loaders(wasm: &[u8], folder: &Path) -> Done {
    let inline = "import base64 from \"../inline.js\";\nimport { decode } from \"./base64.js\";\n\
                  const wasmModule = new WebAssembly.Module(decode(base64));";
    let workerd = "import wasmModule from \"../core.wasm\";";
    let edge_light = "import wasmModule from \"../core.wasm?module\";";
    for (name, place) in LOADERS.into_iter().zip([inline, workerd, edge_light]) {
        let file = folder.join(format!("raw.{name}.js"));
        write(&file, loader(place))?;
    }
    let text = base64(wasm);
    write(
        &folder.join("inline.js"),
        format!("export default \"{text}\";\n"),
    )
}

/// Makes an instance of the module that `place` obtains.
pub fn loader(place: &str) -> String {
    format!("{place}\n{START}")
}

const START: &str = "\
export let wasm;
export function start() {
  wasm = new WebAssembly.Instance(wasmModule, {}).exports;
}
start();
";

fn base64(bytes: &[u8]) -> String {
    payauth::encoding::base64::encode(bytes, payauth::encoding::base64::Alphabet::Standard)
}
