//! Compiled definitions that are packed as text. A definition is unchanged after packing and unpacking. A packed text
//! that was truncated or extended is rejected. A packed text in which a character was changed is rejected, or unpacks
//! to a valid definition.

use std::fs;

use payauth::ErrorKind;
use payauth::provider::Profile;
use payauth::scheme::{Compiled, catalog};
use proptest::prelude::*;

/// Every compiled scheme of the catalogue.
fn schemes() -> impl Iterator<Item = Compiled> {
    let compile = |(name, _): &(&str, _)| catalog::compile(name).unwrap().unwrap();
    catalog::DEFINITIONS.iter().map(compile)
}

/// The profile of every provider that has a definition.
fn profiles() -> Vec<Profile> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/definitions/providers");
    let files = fs::read_dir(folder).unwrap();
    let read = |file: Result<fs::DirEntry, _>| fs::read_to_string(file.unwrap().path()).unwrap();
    let profiles: Vec<_> = files
        .map(|file| Profile::define(&read(file)).unwrap())
        .collect();
    assert!(!profiles.is_empty());
    profiles
}

/// The packed texts of all schemes of the catalogue, and of all providers that have a definition.
fn texts() -> (Vec<String>, Vec<String>) {
    let schemes = schemes().map(|scheme| scheme.pack_text()).collect();
    let profiles = profiles().iter().map(Profile::pack_text).collect();
    (schemes, profiles)
}

#[test]
fn every_scheme_is_unchanged_after_packing_and_unpacking() {
    for scheme in schemes() {
        let text = scheme.pack_text();
        let read = Compiled::unpack_text(&text).unwrap();
        assert_eq!(read.pack_text(), text);
        if scheme.only_signs().is_none() {
            assert_eq!(format!("{read:?}"), format!("{scheme:?}"));
        }
        assert_eq!(read.only_signs().is_some(), scheme.only_signs().is_some());
    }
}

#[test]
fn every_profile_is_unchanged_after_packing_and_unpacking() {
    for profile in profiles() {
        let text = profile.pack_text();
        let read = Profile::unpack_text(&text).unwrap();
        assert_eq!(read.pack_text(), text);
        let folded = |profile: &Profile| format!("{:?}", profile.endpoints);
        assert_eq!(folded(&read), folded(&profile), "{}", profile.name);
    }
}

#[test]
fn truncated_or_extended_text_is_rejected() {
    let (schemes, profiles) = texts();
    for text in &schemes {
        for length in (0..text.len()).filter(|length| text.is_char_boundary(*length)) {
            let error = Compiled::unpack_text(&text[..length]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Definition);
        }
        assert!(Compiled::unpack_text(&format!("{text}0;")).is_err());
    }
    for text in &profiles {
        for length in (0..text.len()).filter(|length| text.is_char_boundary(*length)) {
            assert!(Profile::unpack_text(&text[..length]).is_err());
        }
        assert!(Profile::unpack_text(&format!("{text} ")).is_err());
    }
}

proptest! {
    #[test]
    fn changed_text_is_rejected_or_unpacks_to_a_valid_definition(
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        character in prop_oneof!["[0-9;]", "[ -~]", ".", Just(String::new())],
    ) {
        let (schemes, profiles) = texts();
        let changed = |text: &String| {
            let mut characters: Vec<String> = text.chars().map(String::from).collect();
            *place.get_mut(&mut characters) = character.clone();
            characters.concat()
        };
        if let Ok(scheme) = Compiled::unpack_text(&changed(which.get(&schemes))) {
            prop_assert!(Compiled::unpack_text(&scheme.pack_text()).is_ok());
        }
        if let Ok(profile) = Profile::unpack_text(&changed(which.get(&profiles))) {
            prop_assert!(Profile::unpack_text(&profile.pack_text()).is_ok());
        }
    }
}
