//! The reader of definitions. Its functions are the exports of a module that is loaded only to read definitions.

use wasm_bindgen::prelude::wasm_bindgen;

use super::instance::{Instance, answer};
use super::scratch::text;
use crate::facts::SCRATCH_LENGTH;
use crate::provider::Profile;
use crate::scheme::Compiled;
use crate::{Error, ErrorKind};

/// Compiles the definition of a scheme. The scratch buffer contains the definition as JSON. The answer is the compiled
/// definition, which `schemeNew` reads.
#[wasm_bindgen(js_name = compileScheme)]
pub fn compile_scheme(length: usize) -> i32 {
    answer(|instance| {
        let scheme = Compiled::define(instance.scratch.text(length)?).map_err(of_definition)?;
        put(instance, "scheme", &scheme.pack_text())
    })
}

/// Compiles the definition of a provider. The scratch buffer contains the definition as JSON. If the definition names a
/// scheme, the compiled scheme is in the buffer before the definition.
#[wasm_bindgen(js_name = compileProvider)]
pub fn compile_provider(scheme: usize, length: usize) -> i32 {
    answer(|instance| {
        let (scheme, json) = instance.scratch.split(scheme, length);
        let scheme = match text(scheme)? {
            "" => None,
            compiled => Some(Compiled::unpack_text(compiled)?),
        };
        let profile = Profile::define_with(text(json)?, scheme.as_ref())?;
        put(instance, "definition", &profile.pack_text())
    })
}

/// Renames the argument of an error about the JSON of a definition, which the caller passed as an object.
fn of_definition(error: Error) -> Error {
    match error.argument() {
        "json" => error.of_caller().about("definition"),
        _ => error,
    }
}

fn put(instance: &mut Instance, argument: &'static str, compiled: &str) -> Result<usize, Error> {
    if compiled.len() > SCRATCH_LENGTH {
        let detail = "is too long: more than 80 KiB when compiled";
        return Err(Error::new(ErrorKind::Definition, argument, detail));
    }
    Ok(instance.scratch.put(0, compiled))
}
