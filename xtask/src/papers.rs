//! The documents that go with the package.

/// The documents in the package: the README, all pages that it links to, and the licences.
pub const PAPERS: [&str; 7] = [
    "README.md",
    "docs",
    "ERRORS.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
];
