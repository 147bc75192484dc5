//! A new site: a small, complete example that describes itself.

use super::fill::{ScaffoldStrings, fill};
use super::{Plan, ScaffoldError};
use mizan_i18n::Locale;
use mizan_model::Date;

/// The arguments of `mizan new`.
#[derive(Clone, Debug)]
pub struct SiteRequest<'a> {
    /// BCP 47, the default language first.
    pub languages: &'a [String],
    /// The day that the facts of the first guide are dated with.
    pub today: Date,
}

/// The example's text in one language.
struct ExampleWords {
    /// The first part of the language tags that it is for, and their script (ISO 15924).
    language: &'static str,
    script: &'static str,
    site: &'static str,
    pages: [(&'static str, &'static str); 2],
    guide: &'static str,
    labels: &'static str,
    tiers: [(&'static str, &'static str); 3],
}

macro_rules! words {
    ($language:literal, $script:literal) => {
        ExampleWords {
            language: $language,
            script: $script,
            site: include_str!(concat!("templates/site/", $language, "/site.toml")),
            pages: [
                ("home", include_str!(concat!("templates/site/", $language, "/home.md"))),
                ("about", include_str!(concat!("templates/site/", $language, "/about.md"))),
            ],
            guide: include_str!(concat!("templates/site/", $language, "/guide.md")),
            labels: include_str!(concat!("templates/site/", $language, "/labels.toml")),
            tiers: [
                ("light", include_str!(concat!("templates/site/", $language, "/tiers/light.md"))),
                ("daily", include_str!(concat!("templates/site/", $language, "/tiers/daily.md"))),
                ("family", include_str!(concat!("templates/site/", $language, "/tiers/family.md"))),
            ],
        }
    };
}

/// The languages that the example has text in.
const LANGUAGES: [ExampleWords; 6] = [
    words!("ar", "Arab"),
    words!("de", "Latn"),
    words!("en", "Latn"),
    words!("fa", "Arab"),
    words!("fr", "Latn"),
    words!("he", "Hebr"),
];

const GUIDE: &str = "content/guides/bicycle-rental";

const TIERS: [(&str, &str); 3] = [
    ("light", include_str!("templates/site/tiers/light.toml")),
    ("daily", include_str!("templates/site/tiers/daily.toml")),
    ("family", include_str!("templates/site/tiers/family.toml")),
];

/// Plans the files of a new site.
///
/// # Errors
/// [`ScaffoldError::Usage`], if a language is unknown, or the example has no text in it.
pub fn site(request: &SiteRequest<'_>) -> Result<Plan, ScaffoldError> {
    let mut languages: Vec<(&str, &ExampleWords)> = Vec::new();
    for tag in request.languages {
        if languages.iter().any(|(there, _)| there.eq_ignore_ascii_case(tag)) {
            return Err(ScaffoldError::Usage(format!("duplicate language `{tag}`")));
        }
        languages.push((tag, words(tag)?));
    }
    let Some(&(default, _)) = languages.first() else {
        return Err(ScaffoldError::Usage("a site needs a language, as in `--languages en`".to_owned()));
    };

    let mut plan = Plan { schemas: true, ..Plan::default() };
    let voice = ScaffoldStrings::of(default);
    let today = request.today.to_string();
    let tables: Vec<String> = languages.iter().map(|(tag, _)| format!("[[languages]]\nid = \"{tag}\"")).collect();
    let tables = tables.join("\n\n");
    // A site in one language needs no page to choose it.
    let root = (languages.len() == 1).to_string();
    let names =
        [("default", default), ("root", root.as_str()), ("today", today.as_str()), ("languages", tables.as_str())];
    let mut add = |path: String, template: &str| plan.create(path, &fill(template, voice, &names), voice);
    add(".gitignore".to_owned(), include_str!("templates/site/gitignore"));
    add("README.md".to_owned(), voice.readme);
    add("config.toml".to_owned(), include_str!("templates/site/config.toml"));
    add(format!("{GUIDE}/guide.toml"), include_str!("templates/site/guide.toml"));
    for (tier, template) in TIERS {
        add(format!("{GUIDE}/tiers/{tier}.toml"), template);
    }
    for (lang, words) in languages {
        add(format!("content/site/{lang}.toml"), words.site);
        for (page, template) in words.pages {
            add(format!("content/pages/{page}/{lang}.md"), template);
        }
        add(format!("{GUIDE}/{lang}/guide.md"), words.guide);
        add(format!("{GUIDE}/{lang}/labels.toml"), words.labels);
        for (tier, template) in words.tiers {
            add(format!("{GUIDE}/{lang}/tiers/{tier}.md"), template);
        }
    }
    // Unknown facts in the example are intentional.
    plan.fill.clear();
    Ok(plan)
}

/// The text for a tag.
fn words(tag: &str) -> Result<&'static ExampleWords, ScaffoldError> {
    let locale = Locale::new(tag, tag, None).map_err(|error| {
        let meant = error.replacement.as_ref().map_or_else(String::new, |meant| format!(" did you mean `{meant}`?"));
        ScaffoldError::Usage(format!("`--languages`: {};{meant} {}", error.message, error.help))
    })?;
    let language = tag.split('-').next();
    let found = LANGUAGES.iter().find(|words| Some(words.language) == language && words.script == locale.script());
    found.ok_or_else(|| {
        let known: Vec<&str> = LANGUAGES.iter().map(|words| words.language).collect();
        ScaffoldError::Usage(format!(
            "the example site has no text in `{tag}`, only in {}; start with one of these, and add the other: \
             `mizan new DIR --languages en`, then in DIR `mizan lang add {tag}`",
            known.join(", "),
        ))
    })
}
