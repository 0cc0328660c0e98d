//! What is known of a sender beside the signature: data of a provider's profile.

use alloc::string::String;

use crate::encoding::json::Value;
use crate::scheme::Covers;

/// What is known of a sender beside the signature.
#[derive(Debug)]
#[non_exhaustive]
pub struct Sender {
    /// The member of the body that can hold a signed token (HS256) in the place of a signature;
    /// empty where there is none.
    pub token_member: &'static str,
    /// The claim that tells a token of one's own, which the sender did not make.
    pub own_claim: &'static str,
    /// The member that names an event, and is the same when the event is sent again; empty where
    /// there is none.
    pub event_id: &'static str,
    /// What became of the payment: the first rule that fits.
    pub rules: &'static [Rule],
    /// The member that has the sender's word where no rule fits.
    pub word: &'static str,
    /// The body of the response that acknowledges a message.
    pub acknowledge: &'static str,
}

impl Sender {
    /// A sender of whom nothing is known.
    pub const UNKNOWN: &'static Self = &Self::NOTHING;

    pub(crate) const NOTHING: Self = Self {
        token_member: "",
        own_claim: "",
        event_id: "",
        rules: &[],
        word: "",
        acknowledge: "",
    };

    /// What became of the payment, told by what is covered and nothing else.
    pub(super) fn outcome(&self, root: Value<'_>, covers: &Covers) -> Option<Outcome> {
        if self.rules.is_empty() || *covers == Covers::Nothing {
            return None;
        }
        for rule in self.rules {
            if let Some(word) = rule.fits(root, covers) {
                let verdict = rule.verdict;
                return Some(Outcome { verdict, word });
            }
        }
        Some(Outcome {
            verdict: Verdict::Other,
            word: covered(root, self.word, covers).unwrap_or_default(),
        })
    }

    /// The name of the event, if it is covered.
    pub(super) fn event_id(&self, root: Value<'_>, covers: &Covers) -> Option<String> {
        covered(root, self.event_id, covers)
    }
}

/// What became of a payment.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Outcome {
    /// In payauth's words.
    pub verdict: Verdict,
    /// The sender's own word that told it; empty where there is none.
    pub word: String,
}

/// What became of a payment, in payauth's words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// It was paid.
    Paid,
    /// It failed.
    Failed,
    /// Neither, or nothing that is documented.
    Other,
}

impl Verdict {
    /// The word that the JavaScript package shows.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::Other => "other",
        }
    }
}

/// A verdict, and the members that tell it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// Paths and the words that stand there, any at all where the word is empty. The last is the
    /// sender's word.
    pub when: &'static [(&'static str, &'static str)],
    /// What they tell.
    pub verdict: Verdict,
}

impl Rule {
    pub(crate) const fn new(
        verdict: Verdict,
        when: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { when, verdict }
    }

    fn fits(&self, root: Value<'_>, covers: &Covers) -> Option<String> {
        let mut last = None;
        for (path, word) in self.when {
            let text = covered(root, path, covers)?;
            if !word.is_empty() && text != *word {
                return None;
            }
            last = Some(text);
        }
        last
    }
}

/// The text at a path, if it is covered and not empty.
fn covered(root: Value<'_>, path: &str, covers: &Covers) -> Option<String> {
    let is_covered = match covers {
        Covers::Body => true,
        Covers::Fields(paths) => paths.iter().any(|covered| covered == path),
        Covers::Nothing => false,
    };
    let text = root.at(path).filter(|_| is_covered)?.text()?;
    (!text.is_empty()).then(|| String::from(&*text))
}
