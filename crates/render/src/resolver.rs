//! Resolves the references in prose: facts, values, tables, links and images, for a text of one language on
//! the pages of the same or another language.

use std::rc::Rc;

use crate::included::{IncludedFacts, Inclusions, TextKey};
use crate::present::anchors;
use crate::present::anchors::Anchors;
use crate::present::{Dependency, PageContext, picture, speaking_tier};
use mizan_i18n::{Localizer, Scope};
use mizan_markdown::{self, Image, Missing, Resolver, Word};
use mizan_model::value::{Notation, Text, bounded};
use mizan_model::{Decimal, FeatureIx, GrammaticalCase, Guide, GuideIx, LangIx, StyledText, TierIx, Value};
use mizan_plan::LinkError;
use mizan_source::diagnostics::{Applicability, Code, IdKind, did_you_mean, some_of};

/// Makes a table of the rows and columns named, finished: HTML, or Markdown for a copy.
pub(crate) trait Tables {
    fn table(&self, features: &[FeatureIx], tiers: &[TierIx]) -> String;

    /// The table where the text around it is in another language than the table's.
    fn in_language(&self, table: String, lang: &str, dir: &str) -> String {
        format!("<div lang=\"{lang}\" dir=\"{dir}\">{table}</div>")
    }
}

/// The context of a text.
#[derive(Clone, Copy)]
pub(crate) struct Home<'a> {
    /// The guide whose facts are used where a reference does not name one.
    pub guide: Option<GuideIx>,
    /// The folder of the images: `content/guides/whatsapp/`.
    pub folder: &'a str,
    /// The targets of links on the page itself, in addition to its own headings.
    pub anchors: &'a Anchors,
    /// Absent for running text, which cannot contain tables.
    pub tables: Option<&'a dyn Tables>,
}

/// Resolves what a text names.
pub(crate) struct Facts<'a> {
    cx: &'a PageContext<'a>,
    home: Home<'a>,
    /// Of the text.
    lang: LangIx,
    /// Formats in the text's language.
    speaker: Localizer<'a>,
    inclusions: Rc<Inclusions<'a>>,
}

impl<'a> Facts<'a> {
    /// For texts in `lang`, on pages of the cx's language.
    pub(crate) fn new(cx: &'a PageContext<'a>, home: Home<'a>, lang: LangIx) -> Facts<'a> {
        let context = cx.context;
        let speaker = context
            .messages
            .get(lang)
            .and_then(|messages| Localizer::new(&context.site, &context.locales, lang, messages))
            .unwrap_or(*cx.localizer());
        Facts { cx, home, lang, speaker, inclusions: Rc::default() }
    }

    /// For a text in `lang` of another guide, or of the same, which the text at hand includes.
    fn included(&self, guide: GuideIx, lang: LangIx) -> Facts<'a> {
        let home = Home { guide: Some(guide), tables: None, ..self.home };
        Facts { inclusions: Rc::clone(&self.inclusions), ..Facts::new(self.cx, home, lang) }
    }

    /// Whether a reference names a guide that is there and could not be read.
    fn is_guide_unread(&self, reference: &str) -> bool {
        let unread = |(id, _): (&str, &str)| self.cx.context.unread.path(&format!("content/guides/{id}")).is_some();
        reference.split_once('/').is_some_and(unread)
    }

    /// Whether the guide may define `id`, and the definition could not be read.
    fn is_unread(&self, guide: &Guide, kind: IdKind, id: &str) -> bool {
        self.cx.context.unread.id(guide.file, kind, id).is_some()
    }

    /// The guide that a reference names before `/`, or the one that contains the text.
    fn guide<'r>(&self, reference: &'r str) -> Result<(GuideIx, &'a Guide, &'r str, bool), Missing> {
        let site = &self.cx.context.site;
        let guide = |ix: GuideIx| site.guides.get(ix);
        match reference.split_once('/') {
            Some((id, rest)) => match site.guide(id).and_then(|ix| Some((ix, guide(ix)?))) {
                Some((ix, guide)) => {
                    self.cx.depends_on(Dependency::Guide(ix));
                    Ok((ix, guide, rest, true))
                }
                None => {
                    let all = || site.guides.interfaces().iter().map(|guide| guide.id.as_str());
                    let missing = Missing::new(Code::BadReference, format!("unknown guide `{id}`"));
                    let meant = did_you_mean(id, all()).map(|id| format!("{id}/{rest}"));
                    Err(or_help(missing, meant, ("guides", all()), "remove the part before `/` to refer to this guide"))
                }
            },
            None => match self.home.guide.and_then(|ix| Some((ix, guide(ix)?))) {
                Some((ix, guide)) => Ok((ix, guide, reference, false)),
                None => Err(Missing::new(
                    Code::BadReference,
                    format!("`{reference}` does not name a guide, which is required outside of a guide"),
                )
                .help("write the guide's id and `/` before it, such as `whatsapp/monthly-users`")),
            },
        }
    }

    fn feature(&self, guide: &Guide, id: &str) -> Result<FeatureIx, Missing> {
        let all = || guide.features.iter().map(|feature| feature.id.as_str());
        guide.find_feature(id).ok_or_else(|| {
            let missing = Missing::new(Code::BadReference, format!("the guide `{}` has no feature `{id}`", guide.id));
            let meant = did_you_mean(id, all()).map(str::to_owned);
            or_help(missing, meant, ("features", all()), "add it to guide.toml under `[[groups]]`")
        })
    }

    fn tier(&self, guide: &Guide, id: &str) -> Result<TierIx, Missing> {
        let all = || guide.tiers.iter().map(|tier| tier.id.as_str());
        guide.find_tier(id).ok_or_else(|| {
            let missing = Missing::new(Code::BadReference, format!("the guide `{}` has no tier `{id}`", guide.id));
            let meant = did_you_mean(id, all()).map(str::to_owned);
            or_help(missing, meant, ("tiers", all()), "add it to `tiers` in guide.toml")
        })
    }

    /// The words of a text cell, without their markup, and with all that it includes.
    fn text(&self, ix: GuideIx, guide: &'a Guide, tier: TierIx, feature: &str) -> Option<StyledText> {
        let said = guide.said_of_tier(self.lang, tier, |words| words.text.get(feature))?;
        let words =
            |resolver: &dyn Resolver| mizan_markdown::inline(said.what, &self.cx.env(said.lang), resolver).0.text;
        let text = if said.what.text.contains("{{") {
            let tier_id = guide.tiers.get(tier).map_or("", |tier| tier.id.as_str());
            let name = format!("{}/{tier_id}.{feature}", guide.id);
            let key = TextKey { guide: ix, tier, feature: feature.to_owned(), lang: said.lang };
            let facts = IncludedFacts(self.included(ix, said.lang));
            self.inclusions.include(self.cx, (key, name, said.what), || words(&facts))
        } else {
            words(&anchors::Nothing)
        };
        Some(if said.lang == self.lang {
            StyledText::words(text)
        } else {
            StyledText::foreign(self.cx.id_of(said.lang), text)
        })
    }

    fn message(&self, key: &str) -> String {
        self.speaker.message(key, &[]).map_or_else(|| key.to_owned(), |rich| rich.bare())
    }
}

/// With what was most likely intended, else with the known names, else with `none`.
fn or_help<'i>(
    missing: Missing,
    meant: Option<String>,
    (names, all): (&str, impl IntoIterator<Item = &'i str>),
    none: &str,
) -> Missing {
    if meant.is_some() {
        return missing.instead(meant);
    }
    match some_of(all.into_iter().map(|id| format!("`{id}`"))) {
        Some(all) => missing.help(format!("the {names} are {all}; or {none}")),
        None => missing.help(none),
    }
}

/// The reference with the guide before it, where the author had it there.
fn full(guide: &Guide, named: bool, rest: impl std::fmt::Display) -> String {
    if named { format!("{}/{rest}", guide.id) } else { rest.to_string() }
}

impl Resolver for Facts<'_> {
    fn fact(&self, reference: &str, case: Option<GrammaticalCase>) -> Result<StyledText, Missing> {
        if self.is_guide_unread(reference) {
            return Ok(StyledText::default());
        }
        let (_, guide, id, named) = self.guide(reference)?;
        let Some(stat) = guide.stats.iter().find(|stat| stat.id == id) else {
            if self.is_unread(guide, IdKind::Stat, id) {
                return Ok(StyledText::default());
            }
            let missing = Missing::new(Code::BadReference, format!("the guide `{}` has no stat `{id}`", guide.id));
            if id.contains('.') {
                return Err(missing.help(format!("for a cell, write `{{{{ value(\"{reference}\") }}}}`")));
            }
            let all = || guide.stats.iter().map(|stat| stat.id.as_str());
            let meant = did_you_mean(id, all()).map(|id| full(guide, named, id));
            return Err(or_help(missing, meant, ("stats", all()), "add it to guide.toml under `[[stats]]`"));
        };
        let statement = stat.cell.first();
        let unit = stat.unit.as_ref().map(|unit| unit.value.as_str());
        let value = statement.value.phrase(stat.kind, unit, stat.notation());
        let phrase = bounded(statement.bound, stat.kind.info().starts_at, value);
        Ok(self.speaker.format(&phrase, Scope::stat(guide, stat).in_case(case)))
    }

    fn value(&self, reference: &str, case: Option<GrammaticalCase>) -> Result<StyledText, Missing> {
        if self.is_guide_unread(reference) {
            return Ok(StyledText::default());
        }
        self.inclusions.refers_to(reference);
        let (guide_ix, guide, rest, named) = self.guide(reference)?;
        let Some((tier, feature)) = rest.split_once('.') else {
            let missing = Missing::new(Code::BadReference, format!("`{reference}` is not a reference to a cell"));
            return Err(if guide.stats.iter().any(|stat| stat.id == rest) {
                missing.help(format!("for a stat, write {{{{ fact(\"{reference}\") }}}}"))
            } else {
                missing.help("write the tier, `.` and the feature, such as `business.devices`")
            });
        };
        let no_tier = || guide.tiers.iter().all(|known| known.id != tier);
        let no_feature = || guide.features.iter().all(|known| known.id != feature);
        if self.is_unread(guide, IdKind::Tier, tier) && no_tier()
            || self.is_unread(guide, IdKind::Feature, feature) && no_feature()
        {
            return Ok(StyledText::default());
        }
        let whole = |missing: Missing, make: &dyn Fn(String) -> String| {
            let instead = missing.instead.clone().map(|meant| full(guide, named, make(meant)));
            Missing { instead, ..missing }
        };
        let tier_ix = self.tier(guide, tier).map_err(|missing| whole(missing, &|tier| format!("{tier}.{feature}")))?;
        let feature_ix =
            self.feature(guide, feature).map_err(|missing| whole(missing, &|feature| format!("{tier}.{feature}")))?;
        let cell = guide.cell(feature_ix, tier_ix);
        let (Some(cell), Some(of)) = (cell, guide.feature(feature_ix)) else {
            // A cell is absent only where an error is reported: no need to repeat it at every mention.
            return Ok(StyledText::default());
        };
        let statement = cell.first();
        let speaks = speaking_tier(guide, feature_ix, tier_ix);
        if let Value::Text(Text::Words) = statement.value {
            return self.text(guide_ix, guide, speaks, feature).ok_or_else(|| {
                Missing::new(Code::BadReference, format!("the tier `{tier}` has no text about `{feature}`"))
                    .help(format!("add it under `[text]` in the front matter of tiers/{tier}.md"))
            });
        }
        let unit = of.unit.as_ref().map(|unit| unit.value.as_str());
        let value = statement.value.phrase(of.kind, unit, Notation::Standard);
        let phrase = bounded(statement.bound, of.kind.info().starts_at, value);
        Ok(self.speaker.format(&phrase, Scope::cell(guide, feature_ix, Some(speaks)).in_case(case)))
    }

    fn table(&self, features: &[String], tiers: &[String]) -> Result<String, Missing> {
        let guide = self.home.guide.and_then(|ix| self.cx.context.site.guides.get(ix));
        let (Some(guide), Some(tables)) = (guide, self.home.tables) else {
            return Err(Missing::new(Code::BadReference, "`{{ table(…) }}` is only allowed in the text of a guide")
                .help("remove it, or link to the guide"));
        };
        let no_feature = |id: &String| guide.features.iter().all(|known| known.id != *id);
        let no_tier = |id: &String| guide.tiers.iter().all(|known| known.id != *id);
        if features.iter().any(|id| self.is_unread(guide, IdKind::Feature, id) && no_feature(id))
            || tiers.iter().any(|id| self.is_unread(guide, IdKind::Tier, id) && no_tier(id))
        {
            return Ok(String::new());
        }
        let features = features.iter().map(|id| self.feature(guide, id)).collect::<Result<Vec<_>, _>>()?;
        let tiers = if tiers.is_empty() {
            guide.tiers.indices().collect()
        } else {
            let named = |id: &String| {
                self.tier(guide, id).map_err(|missing| match &missing.instead {
                    // One that is listed already was not intended again.
                    Some(meant) if tiers.contains(meant) => {
                        Missing { instead: None, ..missing }.help("remove it, or add it to `tiers` in guide.toml")
                    }
                    _ => missing,
                })
            };
            tiers.iter().map(named).collect::<Result<Vec<_>, _>>()?
        };
        let table = tables.table(&features, &tiers);
        if self.lang == self.cx.lang {
            return Ok(table);
        }
        let (lang, dir) = (self.cx.id_of(self.cx.lang), self.cx.dir_of(self.cx.lang).as_str());
        Ok(tables.in_language(table, lang, dir))
    }

    fn link(&self, path: &str, fragment: Option<&str>) -> Result<String, Missing> {
        let context = self.cx.context;
        if path.is_empty() {
            let fragment = fragment.unwrap_or_default();
            return if self.home.anchors.has(fragment, &context.unread) {
                Ok(format!("#{fragment}"))
            } else {
                let missing = Missing::new(Code::DeadLink, format!("unknown anchor `#{fragment}` on this page"));
                Err(or_help(
                    missing,
                    did_you_mean(fragment, self.home.anchors.names()).map(|id| format!("#{id}")),
                    ("anchors", self.home.anchors.names()),
                    "write `#` and the id of a feature or heading on this page",
                ))
            };
        }
        let found = context.plan.link(&context.site, &context.unread, path, self.cx.lang);
        if found.is_err() {
            self.cx.depends_on(Dependency::Any);
        }
        let href = match found {
            Ok(href) => href,
            Err(LinkError::Unread(_)) => return Ok("#".to_owned()),
            Err(LinkError::Dead(fault)) => {
                let with_fragment =
                    |path: String| fragment.map_or_else(|| path.clone(), |fragment| format!("{path}#{fragment}"));
                let missing = Missing::new(Code::DeadLink, fault.message);
                return Err(match fault.suggestion {
                    Some(meant) => Missing {
                        applicability: Applicability::safe_if(fault.certain),
                        ..missing.instead(Some(with_fragment(meant)))
                    },
                    None => missing.help(fault.help),
                });
            }
        };
        if let Some(page) = context.plan.pages.get(href.page) {
            self.cx.depends_on(Dependency::page(&page.key));
        }
        let Some(fragment) = fragment else { return Ok(href.url) };
        let anchors = anchors::of_page(context, href.page);
        if anchors.has(fragment, &context.unread) {
            return Ok(format!("{}#{fragment}", href.url));
        }
        let missing = Missing::new(Code::DeadLink, format!("unknown anchor `#{fragment}` on `{path}`"));
        let meant = did_you_mean(fragment, anchors.names()).map(|id| format!("{path}#{id}"));
        Err(or_help(missing, meant, ("anchors", anchors.names()), "link to the page itself"))
    }

    fn image(&self, path: &str) -> Result<Image, Missing> {
        picture::find(self.cx.context, self.home.folder, self.lang, path)
            .map(|picture| Image { src: picture.url, width: picture.width, height: picture.height })
            .map_err(|missing| *missing)
    }

    fn word(&self, word: Word) -> String {
        match word {
            Word::Callout(callout) => self.message(&format!("callout.{}", callout.as_str())),
            Word::Footnotes => self.message("prose.footnotes"),
            Word::BackToText => self.message("prose.back"),
            Word::Table => self.message("prose.table"),
            Word::Number(n) => self.speaker.locale().number(&Decimal::from(n)),
        }
    }
}
