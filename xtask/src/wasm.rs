//! Builds the wasm modules. Each module is compiled, and wasm-bindgen writes its JavaScript glue.

mod made;
mod panic_texts;
mod tool;

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{Done, command, copy_into, output, read, run, write};

/// The modules of the package. The name of a module is also the feature of `pkg/wasm` with which the module is
/// made.
pub const MODULES: [&str; 5] = ["core", "hmac", "webhooks", "define", "explain"];

/// The name of the glue before it becomes a file such as `raw-core.js`.
const GLUE: &str = "payauth_wasm";

/// The ways to load a module: from text in the JavaScript itself, or as an import of the runtime.
pub const LOADERS: [&str; 3] = ["inline", "workerd", "edge-light"];

/// Compiles a module from the sources in `sources`, with additional features. Files are built below `target`. The
/// module, its loaders and their types are written into `folder`.
pub fn make(module: &str, features: &str, sources: &Path, target: &Path, folder: &Path) -> Done {
    tool::fits(&read(&sources.join("Cargo.lock"))?)?;
    let compiled = compile(sources, target, &format!("{module},{features}"))?;
    let kept = target.join("bound").join(format!("{module}{features}"));
    let bound = made::unless_same(&compiled, &kept, |folder| bind(module, &compiled, folder))?;
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    copy_into(&bound, folder)
}

/// Compiles the sources. The module does not contain the path of the sources.
fn compile(sources: &Path, target: &Path, features: &str) -> Result<PathBuf, String> {
    let folder = target.join("wasm");
    let mut cargo = command("cargo", &["rustc", "--quiet", "--locked", "--lib"], "");
    cargo.current_dir(sources);
    cargo.args(["--package", "payauth-wasm", "--profile", "wasm"]);
    cargo.args(["--target", "wasm32-unknown-unknown", "--features", features]);
    cargo.arg("--target-dir").arg(&folder);
    cargo
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", flags(sources)?.join("\u{1f}"));
    run(&mut cargo)?;
    Ok(folder.join(format!("wasm32-unknown-unknown/wasm/{GLUE}.wasm")))
}

/// The flags of the compiler: a stack of 64 KiB, the vector instructions that every runtime has, and paths without
/// folders of this machine.
fn flags(sources: &Path) -> Result<Vec<String>, String> {
    let cargo_home = std::env::var("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|_| std::env::var("HOME").map(|home| Path::new(&home).join(".cargo")))
        .map_err(|_| "neither CARGO_HOME nor HOME is set")?;
    let registry = cargo_home.join("registry/src");
    let (library, its_name) = standard_library(sources)?;
    Ok(vec![
        "-Clink-arg=-zstack-size=65536".into(),
        "-Ctarget-feature=+simd128".into(),
        // With more inlining than `z` uses, signing is a sixth faster, and the module is 0.2 KB larger (gzipped). A
        // threshold of 50 was measured, too: the module is 0.5 KB larger, but not faster.
        "-Cllvm-args=--inline-threshold=40".into(),
        format!("--remap-path-prefix={}=/cargo", registry.display()),
        format!("--remap-path-prefix={}=/payauth", sources.display()),
        format!("--remap-path-prefix={library}={its_name}"),
    ])
}

/// The folder of the sources of the standard library, and the name of this folder in a module. If the component
/// `rust-src` is installed, the compiler would write the folder into the module.
fn standard_library(sources: &Path) -> Result<(String, String), String> {
    let ask = |question: &[&str]| output(command("rustc", question, "").current_dir(sources));
    let sysroot = ask(&["--print", "sysroot"])?;
    let version = ask(&["-vV"])?;
    let commit = version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "));
    let commit = commit.ok_or("`rustc -vV` prints no commit-hash")?;
    let folder = Path::new(sysroot.trim()).join("lib/rustlib/src/rust");
    Ok((folder.display().to_string(), format!("/rustc/{commit}")))
}

fn bind(module: &str, compiled: &Path, folder: &Path) -> Done {
    let glue = folder.join(module);
    generate(compiled, &glue)?;
    only_forwards(&read(&glue.join(format!("{GLUE}.js")))?)?;
    let types = read(&glue.join(format!("{GLUE}.d.ts")))?;
    write(&folder.join(format!("raw-{module}.d.ts")), exports(&types))?;
    let wasm = folder.join(format!("{module}.wasm"));
    optimise(&glue.join(format!("{GLUE}_bg.wasm")), &wasm)?;
    loaders(module, &wasm, folder)
}

/// The types of the module's exports, which wasm-bindgen wrote as the types of its functions.
fn exports(types: &str) -> String {
    let functions = types.replace("export function ", "");
    format!("export interface Exports {{\n{MEMORY}{functions}}}\n{TYPES}")
}

const MEMORY: &str = "readonly memory: { readonly buffer: ArrayBuffer };\n";
const TYPES: &str = "export function start(): Exports;\n";

/// Checks that wasm-bindgen's functions only call the functions of the module. Then the facade can call the
/// functions of the module directly. The check fails for a function that converts an argument or a result.
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

/// Optimises the module with Binaryen, which saves another 2.5 %.
fn optimise(from: &Path, to: &Path) -> Done {
    let tool = "node_modules/binaryen/bin/wasm-opt";
    // Only a stack that is nearly full uses the first KiB of the memory. Because nothing else is there, the
    // optimiser can turn additions into offsets, which saves 0.3 %. The order of the functions saves 0.3 % more
    // (measured).
    let layout = ["--low-memory-unused", "--reorder-functions"];
    // Removes the section in which linkers read the instructions that the module needs. The module is not linked
    // again.
    let unneeded = "--strip-target-features";
    // Flattening the module and rebuilding it after the first pass saves 0.7 % more (measured).
    let passes = ["-Oz", "--flatten", "--rereloop", "--local-cse"];
    let again = ["-Oz", "--converge", "-Oz"];
    run(command("node", &[tool], "pkg")
        .args(passes)
        .args(again)
        .args(layout)
        .arg(unneeded)
        .arg(from)
        .arg("-o")
        .arg(to))
}

fn generate(module: &Path, folder: &Path) -> Done {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(GLUE, prepared(module)?)
        .out_name(GLUE)
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .module(true)
        .map_err(|error| error.to_string())?;
    bindgen
        .generate(folder)
        .map_err(|error| format!("{error:#}"))
}

/// The module without parts that it does not need, for wasm-bindgen.
fn prepared(module: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = std::fs::read(module).map_err(|error| error.to_string())?;
    panic_texts::blank(&mut bytes);
    forbid_references(&mut bytes)?;
    Ok(bytes)
}

/// Changes the module so that it declares not to use reference types. The module contains no JavaScript values.
/// With this declaration, wasm-bindgen makes no table for JavaScript values, and the module imports nothing.
fn forbid_references(module: &mut [u8]) -> Done {
    let feature = b"+\x0freference-types";
    let place = module
        .windows(feature.len())
        .position(|window| window == feature);
    let sign = place.and_then(|place| module.get_mut(place));
    *sign.ok_or("the module no longer says that it has reference-types")? = b'-';
    Ok(())
}

/// Writes the loaders, which make instances of a module. Each loader loads the module in a different way.
fn loaders(module: &str, wasm: &Path, folder: &Path) -> Done {
    let inline = format!(
        "import base64 from \"../inline-{module}.js\";\n{INLINE}{START}  wasmModule ??= compile();\n{END}"
    );
    let imported =
        |query: &str| format!("import wasmModule from \"../{module}.wasm{query}\";\n{START}{END}");
    for (loader, glue) in LOADERS
        .into_iter()
        .zip([inline, imported(""), imported("?module")])
    {
        write(&folder.join(format!("raw-{module}.{loader}.js")), glue)?;
    }
    let bytes = std::fs::read(wasm).map_err(|error| error.to_string())?;
    write(
        &folder.join(format!("inline-{module}.js")),
        format!("export default \"{}\";\n", base64(&bytes)),
    )
}

/// An inlined module is compiled when its first instance is made. Cloudflare Workers can compile bytes only while they start, so
/// there the module is compiled at once. If an old compatibility date forbids this, too, the module is not compiled. A bundler
/// removes all of this code from a program that makes no instance.
const INLINE: &str = "import { decode } from \"./base64.js\";
let wasmModule = /* @__PURE__ */ early();
function early() {
  if (typeof WebSocketPair !== \"function\") return undefined;
  try {
    return compile();
  } catch {
    return undefined;
  }
}
function compile() {
  return new WebAssembly.Module(decode(base64));
}
";
const START: &str = "export function start() {\n";
const END: &str = "  return new WebAssembly.Instance(wasmModule, {}).exports;\n}\n";

fn base64(bytes: &[u8]) -> String {
    payauth::encoding::base64::encode(bytes, payauth::encoding::base64::Alphabet::Standard)
}
