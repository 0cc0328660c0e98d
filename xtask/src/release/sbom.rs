//! Bills of materials in the format of `CycloneDX` 1.6. A bill lists the components of a package, and the tools
//! that built the package.

use payauth::encoding::base64::{self, Alphabet};
use payauth::encoding::hex::{self, Case};
use serde_json::{Value, json};

use super::components::Component;

/// The bill of the crate, which lists the crates that it uses.
pub fn of_crate(components: &[Component]) -> Result<String, String> {
    let (itself, others) = components.split_first().ok_or("no crate")?;
    let purl = format!("pkg:cargo/{}@{}", itself.name, itself.version);
    bill(
        &itself.version,
        &purl,
        &others.iter().map(of_cargo).collect::<Vec<_>>(),
        &edges(components, &purl),
    )
}

/// The bill of npm's package. It lists the crates in the modules, and the packages that built the package. These
/// packages are not contained in it.
pub fn of_npm(components: &[Component], lock: &str) -> Result<String, String> {
    let itself = components.first().ok_or("no crate")?;
    let purl = format!("pkg:npm/payauth@{}", itself.version);
    let crates = components.iter().skip(1).map(of_cargo);
    let all: Vec<_> = crates.chain(tools(lock)?).collect();
    bill(&itself.version, &purl, &all, &edges(components, &purl))
}

fn bill(
    version: &str,
    purl: &str,
    components: &[Value],
    dependencies: &[Value],
) -> Result<String, String> {
    let itself = json!({ "type": "library", "bom-ref": purl, "name": "payauth", "version": version, "purl": purl,
        "licenses": [{ "expression": "MIT OR Apache-2.0" }] });
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": itself },
        "components": components,
        "dependencies": dependencies,
    });
    serde_json::to_string_pretty(&bill)
        .map(|text| text + "\n")
        .map_err(|error| error.to_string())
}

fn reference(component: &Component) -> String {
    format!("pkg:cargo/{}@{}", component.name, component.version)
}

fn of_cargo(component: &Component) -> Value {
    let purl = reference(component);
    let mut value = json!({ "type": "library", "bom-ref": purl, "name": component.name, "version": component.version,
        "purl": purl, "licenses": [{ "expression": component.licence }] });
    if let Some(checksum) = &component.checksum {
        set(
            &mut value,
            "hashes",
            json!([{ "alg": "SHA-256", "content": checksum }]),
        );
    }
    value
}

fn edges(components: &[Component], itself: &str) -> Vec<Value> {
    let named = |at: usize, component: &Component| {
        if at == 0 {
            itself.to_owned()
        } else {
            reference(component)
        }
    };
    let uses = |component: &Component| -> Vec<_> {
        component
            .uses
            .iter()
            .filter_map(|at| components.get(*at).map(|used| named(*at, used)))
            .collect()
    };
    let edge =
        |(at, component)| json!({ "ref": named(at, component), "dependsOn": uses(component) });
    components.iter().enumerate().map(edge).collect()
}

/// The packages that the lock file of npm lists.
fn tools(lock: &str) -> Result<Vec<Value>, String> {
    let lock: Value =
        serde_json::from_str(lock).map_err(|error| format!("package-lock.json: {error}"))?;
    let packages = lock
        .get("packages")
        .and_then(Value::as_object)
        .ok_or("package-lock.json names no package")?;
    packages
        .iter()
        .filter(|(path, _)| !path.is_empty())
        .map(|(path, package)| tool(path, package))
        .collect()
}

fn tool(path: &str, package: &Value) -> Result<Value, String> {
    let text = |member: &str| package.get(member).and_then(Value::as_str);
    let name = path
        .rsplit_once("node_modules/")
        .map_or(path, |(_, name)| name);
    let version = text("version").ok_or_else(|| format!("{path}: no version"))?;
    let purl = format!("pkg:npm/{}@{version}", name.replace('@', "%40"));
    let mut value = json!({ "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl, "scope": "excluded" });
    if let Some(licence) = text("license") {
        set(&mut value, "licenses", json!([{ "expression": licence }]));
    }
    let digest = text("integrity").and_then(|text| text.strip_prefix("sha512-"));
    let digest = digest.ok_or_else(|| format!("{path}: no SHA-512"))?;
    let bytes =
        base64::decode(digest, Alphabet::Standard).map_err(|error| format!("{path}: {error}"))?;
    set(
        &mut value,
        "hashes",
        json!([{ "alg": "SHA-512", "content": hex::encode(&bytes, Case::Lower) }]),
    );
    Ok(value)
}

fn set(value: &mut Value, member: &str, content: Value) {
    if let Some(members) = value.as_object_mut() {
        members.insert(member.to_owned(), content);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::components::Component;
    use super::{of_crate, of_npm};

    const LOCK: &str = r#"{ "packages": { "": { "version": "0.1.0" },
        "node_modules/@scope/tool": { "version": "2.0.0", "license": "MIT", "integrity": "sha512-AAH/" } } }"#;

    fn components() -> Vec<Component> {
        let component = |name: &str, checksum: Option<&str>, uses: &[usize]| Component {
            name: name.into(),
            version: "0.1.0".into(),
            licence: "MIT".into(),
            checksum: checksum.map(str::to_owned),
            uses: uses.into(),
        };
        vec![
            component("payauth", None, &[1]),
            component("hmac", Some("00ff"), &[]),
        ]
    }

    fn read(bill: &str) -> Value {
        serde_json::from_str(bill).unwrap()
    }

    #[test]
    fn a_lock_file_without_a_version_or_a_checksum_is_rejected() {
        for (good, bad) in [
            ("\"version\": \"2.0.0\", ", ""),
            ("sha512-AAH/", "sha1-AAH/"),
            ("AAH/", "A*"),
            ("\"packages\"", "\"p\""),
        ] {
            assert!(
                of_npm(&components(), &LOCK.replace(good, bad)).is_err(),
                "{bad}"
            );
        }
        assert!(of_npm(&[], LOCK).is_err());
        assert!(of_crate(&[]).is_err());
    }

    #[test]
    fn every_crate_is_named_with_its_licence_checksum_and_users() {
        let bill = read(&of_crate(&components()).unwrap());
        assert_eq!(bill["specVersion"], "1.6");
        assert_eq!(
            bill["metadata"]["component"]["purl"],
            "pkg:cargo/payauth@0.1.0"
        );
        assert_eq!(bill["components"][0]["purl"], "pkg:cargo/hmac@0.1.0");
        assert_eq!(bill["components"][0]["hashes"][0]["content"], "00ff");
        assert_eq!(bill["components"][0]["licenses"][0]["expression"], "MIT");
        assert_eq!(
            bill["dependencies"][0]["dependsOn"][0],
            "pkg:cargo/hmac@0.1.0"
        );
    }

    #[test]
    fn tools_are_named_as_excluded_and_their_checksum_is_hex() {
        let bill = read(&of_npm(&components(), LOCK).unwrap());
        assert_eq!(
            bill["metadata"]["component"]["purl"],
            "pkg:npm/payauth@0.1.0"
        );
        let tool = &bill["components"][1];
        assert_eq!(tool["purl"], "pkg:npm/%40scope/tool@2.0.0");
        assert_eq!(tool["scope"], "excluded");
        assert_eq!(tool["hashes"][0]["content"], "0001ff");
    }
}
