//! A new site: small, whole, and about itself.

use super::fill::{Voice, fill};
use super::{Plan, Refusal};
use crate::locale::Locale;
use crate::model::Date;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct SiteRequest<'a> {
    /// BCP 47, the default language first.
    pub languages: &'a [String],
    pub today: Date,
}

/// Files of facts and settings, and files of words for each language: where they go, and the template.
struct Words {
    site: &'static str,
    pages: [(&'static str, &'static str); 2],
    guide: &'static str,
    labels: &'static str,
    tiers: [(&'static str, &'static str); 3],
    readme: &'static str,
}

const GUIDE: &str = "content/guides/bicycle-rental";

const TIERS: [(&str, &str); 3] = [
    ("light", include_str!("templates/site/tiers/light.toml")),
    ("daily", include_str!("templates/site/tiers/daily.toml")),
    ("family", include_str!("templates/site/tiers/family.toml")),
];

const ENGLISH: Words = Words {
    site: include_str!("templates/site/en/site.toml"),
    pages: [("home", include_str!("templates/site/en/home.md")), ("about", include_str!("templates/site/en/about.md"))],
    guide: include_str!("templates/site/en/guide.md"),
    labels: include_str!("templates/site/en/labels.toml"),
    tiers: [
        ("light", include_str!("templates/site/en/tiers/light.md")),
        ("daily", include_str!("templates/site/en/tiers/daily.md")),
        ("family", include_str!("templates/site/en/tiers/family.md")),
    ],
    readme: include_str!("templates/site/en/README.md"),
};

const ARABIC: Words = Words {
    site: include_str!("templates/site/ar/site.toml"),
    pages: [("home", include_str!("templates/site/ar/home.md")), ("about", include_str!("templates/site/ar/about.md"))],
    guide: include_str!("templates/site/ar/guide.md"),
    labels: include_str!("templates/site/ar/labels.toml"),
    tiers: [
        ("light", include_str!("templates/site/ar/tiers/light.md")),
        ("daily", include_str!("templates/site/ar/tiers/daily.md")),
        ("family", include_str!("templates/site/ar/tiers/family.md")),
    ],
    readme: include_str!("templates/site/ar/README.md"),
};

/// Works out a whole site.
///
/// # Errors
/// [`Refusal::Asked`], where a language is none, or one that the example has no words in.
pub fn site(request: &SiteRequest<'_>) -> Result<Plan, Refusal> {
    let mut languages: Vec<(&str, Voice)> = Vec::new();
    for tag in request.languages {
        if languages.iter().any(|(there, _)| there.eq_ignore_ascii_case(tag)) {
            return Err(Refusal::Asked(format!("The language `{tag}` is named twice.")));
        }
        languages.push((tag, voice(tag)?));
    }
    let Some(&(default, voice)) = languages.first() else {
        return Err(Refusal::Asked("A site needs a language, as in --languages en.".to_owned()));
    };

    let mut plan = Plan::default();
    let today = request.today.to_string();
    let tables: Vec<String> = languages.iter().map(|(tag, _)| format!("[[languages]]\nid = \"{tag}\"")).collect();
    let tables = tables.join("\n\n");
    let names = [("default", default), ("today", today.as_str()), ("languages", tables.as_str())];
    let mut add = |path: String, template: &str, voice: Voice| {
        plan.create(path, &fill(template, voice, &names), voice);
    };
    add(".gitignore".to_owned(), include_str!("templates/site/gitignore"), voice);
    add("README.md".to_owned(), words_of(voice).readme, voice);
    add("config.toml".to_owned(), include_str!("templates/site/config.toml"), voice);
    add(format!("{GUIDE}/guide.toml"), include_str!("templates/site/guide.toml"), voice);
    for (tier, template) in TIERS {
        add(format!("{GUIDE}/tiers/{tier}.toml"), template, voice);
    }
    for (lang, voice) in languages {
        let words = words_of(voice);
        add(format!("content/site/{lang}.toml"), words.site, voice);
        for (page, template) in words.pages {
            add(format!("content/pages/{page}/{lang}.md"), template, voice);
        }
        add(format!("{GUIDE}/{lang}/guide.md"), words.guide, voice);
        add(format!("{GUIDE}/{lang}/labels.toml"), words.labels, voice);
        for (tier, template) in words.tiers {
            add(format!("{GUIDE}/{lang}/tiers/{tier}.md"), template, voice);
        }
    }
    // What is unknown in the example is so on purpose.
    plan.fill.clear();
    Ok(plan)
}

fn words_of(voice: Voice) -> &'static Words {
    voice.choose(&ARABIC, &ENGLISH, &ENGLISH)
}

/// In which of the example's languages the words for `tag` are.
fn voice(tag: &str) -> Result<Voice, Refusal> {
    let locale = Locale::new(tag, tag, None).map_err(|fault| {
        let meant = fault.replacement.as_ref().map_or_else(String::new, |meant| format!(" Did you mean `{meant}`?"));
        Refusal::Asked(format!("`--languages`: {}.{meant} {}.", fault.message, capital(&fault.help)))
    })?;
    match (Voice::of(tag), locale.script()) {
        (Voice::Arabic, "Arab") => Ok(Voice::Arabic),
        (Voice::English, "Latn") => Ok(Voice::English),
        _ => Err(Refusal::Asked(format!(
            "The example site has words in Arabic and English, and none in `{tag}`. Begin with one of these, \
             and add the other: `mizan new DIR --languages en`, then in DIR `mizan lang add {tag}`."
        ))),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
