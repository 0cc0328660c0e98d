//! The providers that every suite about all providers iterates. Their facts are in `tests/providers.json`, which the
//! package's tests read, too; `provider/registry.rs` compares the two with the providers of the crate.

macro_rules! names {
    ($($name:literal),* $(,)?) => {
        pub const PROFILES: [&str; [$($name),*].len()] = [$($name),*];
    };
}

names!["dogpay", "doorpay", "dvpay", "pledg", "wakapay"];
