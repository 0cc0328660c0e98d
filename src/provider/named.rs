//! The providers that are included in the crate.

use super::definitions::ALL;
use super::profile::Profile;

impl Profile {
    /// Reads the definition of the provider named `name`; `None` if the crate does not include this provider.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::provider::Profile;
    ///
    /// let dogpay = Profile::named("dogpay").unwrap();
    /// assert_eq!(dogpay.origins[0], "https://sandbox-api-v2.dogpay.com");
    /// assert!(Profile::named("catpay").is_none());
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::definition(name)
            .map(Self::define)
            .and_then(Result::ok)
    }

    /// The definition of the provider named `name`, as JSON; `None` if the crate does not include this provider.
    #[must_use]
    pub fn definition(name: &str) -> Option<&'static str> {
        ALL.iter()
            .find(|(known, _)| *known == name)
            .map(|(_, json)| *json)
    }
}
