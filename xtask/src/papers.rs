//! The documents that are part of the package.

/// The documents in the package: the README, all pages to which it links, and the licences.
pub const PAPERS: [&str; 7] = [
    "README.md",
    "docs",
    "ERRORS.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
];
