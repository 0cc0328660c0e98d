//! The names of all providers. Each suite that tests every provider uses this list. `tests/providers.json` has the facts
//! of these providers; the package's tests read that file, too. `provider/registry.rs` compares the list and the file
//! with the providers of the crate.

macro_rules! names {
    ($($name:literal),* $(,)?) => {
        pub const PROFILES: [&str; [$($name),*].len()] = [$($name),*];
    };
}

names!["dogpay", "doorpay", "dvpay", "pledg", "wakapay"];
