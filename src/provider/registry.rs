//! Every provider by its name.

use super::profile::Profile;
use super::{dogpay, doorpay, dvpay, pledg, wakapay};

impl Profile {
    /// The profile of the provider called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        const ALL: &[&Profile] = &[
            &dogpay::PROFILE,
            &wakapay::PROFILE,
            &pledg::PROFILE,
            &dvpay::PROFILE,
            &doorpay::PROFILE,
        ];
        ALL.iter().find(|profile| profile.name == name).copied()
    }
}
