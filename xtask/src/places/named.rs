//! The names and addresses in `release/places.json`.

use serde_json::Value;

use crate::shell::{read, root};

/// The file with the names and addresses.
pub const FILE: &str = "release/places.json";

/// The names and addresses in the file.
#[derive(Debug)]
pub struct Places {
    pub repository: Place,
    pub reports: Place,
    pub jsr: Place,
    pub npm: Place,
    pub krate: Place,
}

/// A name or address: its value, and the reason why it is not final.
#[derive(Debug)]
pub struct Place {
    pub name: &'static str,
    pub is: String,
    /// The reason why the value is not final; `None` if it is final.
    pub open: Option<String>,
}

impl Places {
    pub fn load() -> Result<Self, String> {
        Self::read(&read(&root().join(FILE))?)
    }

    /// Reads the names and addresses from the text of the file.
    pub fn read(text: &str) -> Result<Self, String> {
        let all: Value = serde_json::from_str(text).map_err(|error| format!("{FILE}: {error}"))?;
        Ok(Self {
            repository: Place::read(&all, "repository")?,
            reports: Place::read(&all, "reports")?,
            jsr: Place::read(&all, "jsr")?,
            npm: Place::read(&all, "npm")?,
            krate: Place::read(&all, "crate")?,
        })
    }

    /// The names and addresses that are not final, with a line for each.
    pub fn open(&self) -> Vec<String> {
        let all = [
            &self.repository,
            &self.reports,
            &self.jsr,
            &self.npm,
            &self.krate,
        ];
        all.into_iter()
            .filter_map(|place| {
                let why = place.open.as_ref()?;
                Some(format!("{}: {} ({why})", place.name, place.is))
            })
            .collect()
    }
}

impl Place {
    fn read(all: &Value, name: &'static str) -> Result<Self, String> {
        let lacks = |what: &str| format!("{FILE}: {name} lacks {what}");
        let text = |member: &str| Some(all.get(name)?.get(member)?.as_str()?.to_owned());
        let is = text("is").ok_or_else(|| lacks("`is`, a text"))?;
        let settled = all.get(name).and_then(|place| place.get("settled"));
        let open = match settled.and_then(Value::as_bool) {
            Some(true) => None,
            Some(false) => Some(text("open").ok_or_else(|| lacks("`open`, why it is a guess"))?),
            None => return Err(lacks("`settled`, true or false")),
        };
        Ok(Self { name, is, open })
    }
}
