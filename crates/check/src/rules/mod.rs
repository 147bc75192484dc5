//! The lint rules (MZ07xx), one per file. None of what they report stops a site from being built, unless `[lints]`
//! makes it an error. `docs/rules.md` lists them for authors; [`LintRule`](crate::lint::LintRule) describes how one
//! is written.

mod ambiguous_link;
mod blocked_script;
mod chooses_nothing;
mod description_length;
mod equal_pair;
mod example_url;
mod heading_skip;
mod heavy_image;
mod key_decides_nothing;
mod many_tiers;
mod mixed_digits;
mod mixed_prices;
mod no_verdict;
mod not_yet;
mod one_sided;
mod other_letters;
mod other_punctuation;
mod other_script;
mod passed_date;
mod placeholder;
mod same_head;
mod same_name;
mod same_source;
mod shared;
mod space_before;
mod starter_text;
mod straight_quotes;
mod title_length;
mod unreachable_tier;
mod unsupported_cover;
mod untranslated;
mod unused_option;
mod unused_source;
mod unused_words;
mod vague_alt;
mod vague_link;

use crate::lint::Rule;

/// Every rule, by code. A rule that is missing here is dead code, which the compiler reports.
pub(crate) static ALL: &[Rule] = &[
    Rule::of::<unused_source::UnusedSource>(),
    Rule::of::<unused_option::UnusedOption>(),
    Rule::of::<unused_words::UnusedWords>(),
    Rule::of::<key_decides_nothing::KeyDecidesNothing>(),
    Rule::of::<passed_date::PassedDate>(),
    Rule::of::<not_yet::NotYet>(),
    Rule::of::<mixed_prices::MixedPrices>(),
    Rule::of::<title_length::TitleLength>(),
    Rule::of::<description_length::DescriptionLength>(),
    Rule::of::<same_head::SameHead>(),
    Rule::of::<many_tiers::ManyTiers>(),
    Rule::of::<equal_pair::EqualPair>(),
    Rule::of::<chooses_nothing::ChoosesNothing>(),
    Rule::of::<unreachable_tier::UnreachableTier>(),
    Rule::of::<no_verdict::NoVerdict>(),
    Rule::of::<one_sided::OneSided>(),
    Rule::of::<same_name::SameName>(),
    Rule::of::<untranslated::Untranslated>(),
    Rule::of::<other_script::OtherScript>(),
    Rule::of::<other_punctuation::OtherPunctuation>(),
    Rule::of::<straight_quotes::StraightQuotes>(),
    Rule::of::<mixed_digits::MixedDigits>(),
    Rule::of::<other_letters::OtherLetters>(),
    Rule::of::<heading_skip::HeadingSkip>(),
    Rule::of::<vague_link::VagueLink>(),
    Rule::of::<ambiguous_link::AmbiguousLink>(),
    Rule::of::<heavy_image::HeavyImage>(),
    Rule::of::<placeholder::Placeholder>(),
    Rule::of::<vague_alt::VagueAlt>(),
    Rule::of::<space_before::SpaceBefore>(),
    Rule::of::<same_source::SameSource>(),
    Rule::of::<unsupported_cover::UnsupportedCover>(),
    Rule::of::<starter_text::StarterText>(),
    Rule::of::<example_url::ExampleUrl>(),
    Rule::of::<blocked_script::BlockedScript>(),
];

#[cfg(test)]
mod tests;
