//! The copies of pages in Markdown: facts and text in the order of the page, and the lists of pages for
//! language models.

mod apart;
mod guide;

use std::cell::RefCell;

use super::anchors::{self, Anchors};
use super::card::GuideHead;
use super::cell::{is_stale, speaking_tier};
use super::evidence::Claims;
use super::guide::GuideInLanguage;
use super::label::Words;
use super::page_context::{PageContext, joined, number, rich};
use super::shared_views::{LanguageViews, SharedViews, folder_of};
use super::{RenderContext, linked, pair, site, source};
use crate::resolver::{Facts, Home, Tables};
use guide::GuideSheet;
use mizan_export::markdown::{Copy, Line, MarkdownTable, Part, Span, table};
use mizan_i18n::{Argument, Scope};
use mizan_markdown::{Copied, Ids, Options, Resolver};
use mizan_model::value::{Text, bounded};
use mizan_model::{
    Cell, Date, FeatureIx, Grade, Guide, GuideIx, LangIx, Localized, Origin, Prose, Statement, StyledText, TierIx,
    TierWords, Value, compare,
};
use mizan_plan::{GUIDES_A_PAGE, Page, PageIx, PageKey};

/// The copy of a page. Pages of a guide need what was made of it in the page's language, as
/// [`page`](super::page) does. `None` if the page does not exist, or has no copy.
pub fn copy(
    context: &RenderContext,
    shared: &SharedViews,
    guide: Option<&GuideInLanguage>,
    ix: PageIx,
) -> Option<Copy> {
    let page = context.plan.pages.get(ix)?;
    let cx = PageContext::new(context, page.lang)?;
    let language = shared.language(page.lang)?;
    let address = url::Url::parse(&linked::url(context, ix)).ok()?;
    let sheet = PageCopy { cx: &cx, language, page, address, notes: RefCell::default() };
    let wanted = |of: GuideIx| guide.filter(|guide| guide.guide == of && guide.lang == page.lang);
    let parts = match &page.key {
        PageKey::Home { number } => sheet.home(*number)?,
        PageKey::Tag(tag) => sheet.tag(tag),
        PageKey::Standalone(id) => sheet.standalone(id)?,
        PageKey::Guide(of) => sheet.of_guide(wanted(*of)?)?.guide(),
        PageKey::Tier(of, tier) => sheet.of_guide(wanted(*of)?)?.tier(*tier)?,
        PageKey::Pair(of, pair) => sheet.of_guide(wanted(*of)?)?.pair(*pair)?,
        PageKey::Languages | PageKey::Embed(_) | PageKey::NotFound => return None,
    };
    Some(Copy { parts, notes: sheet.notes.take() })
}

/// A list of strings of a tier.
type TierList = fn(&TierWords) -> &Vec<Prose>;

fn text(text: impl Into<String>) -> Line {
    vec![Span::Text(text.into())]
}

/// One page's copy in the making.
struct PageCopy<'a> {
    cx: &'a PageContext<'a>,
    language: &'a LanguageViews,
    page: &'a Page,
    /// The page's own.
    address: url::Url,
    notes: RefCell<Vec<Line>>,
}

impl<'a> PageCopy<'a> {
    fn message(&self, key: &'static str, args: &[(&str, Argument)]) -> String {
        self.cx.copied(&self.cx.message(key, args))
    }

    fn heading(&self, level: u8, key: &'static str) -> Part {
        Part::Heading(level, text(self.message(key, &[])))
    }

    fn separator(&self) -> Span {
        Span::Text(self.message("list.counts_separator", &[]))
    }

    /// Lines joined one after the other.
    fn joined(&self, lines: impl IntoIterator<Item = Line>) -> Line {
        let mut whole = Line::new();
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            if !whole.is_empty() {
                whole.push(self.separator());
            }
            whole.extend(line);
        }
        whole
    }

    fn dated(&self, key: &'static str, date: Date) -> String {
        let date = StyledText::value(self.cx.localizer().locale().date(date));
        self.message(key, &[("date", rich(&date))])
    }

    fn copied<'c>(&'c self, notes: &'c str) -> Copied<'c> {
        Copied { page: &self.address, notes }
    }

    /// A footnote; the same words get the same number.
    fn note(&self, line: Line) -> Span {
        let mut notes = self.notes.borrow_mut();
        let at = notes.iter().position(|known| *known == line).unwrap_or_else(|| {
            notes.push(line);
            notes.len() - 1
        });
        Span::Note(at + 1)
    }

    fn head(&self, title: &str, description: &str) -> Vec<Part> {
        vec![Part::Heading(1, text(title)), Part::Quotation(text(description))]
    }

    /// Where the page is, who made it and when.
    fn about(&self, guide: Option<&Guide>, checked: Option<StyledText>) -> Part {
        let mut lines = vec![vec![Span::Url(self.address.as_str().to_owned())]];
        let people = |ids: &[mizan_source::Spanned<String>]| {
            self.cx.list(ids.iter().map(|id| StyledText::value(site::person(self.cx, &id.value).name_plain)).collect())
        };
        if let Some(guide) = guide {
            if !guide.authors.is_empty() {
                lines.push(text(self.message("page.by", &[("names", rich(&people(&guide.authors)))])));
            }
            if let Some(ids) = guide.translators.get(&self.page.lang).filter(|ids| !ids.is_empty()) {
                lines.push(text(self.message("page.translated_by", &[("names", rich(&people(ids)))])));
            }
        }
        if let Some(date) = self.page.published {
            lines.push(text(self.dated("date.published", date)));
        }
        if let Some(date) = self.page.updated.filter(|date| self.page.published.is_some_and(|other| other != *date)) {
            lines.push(text(self.dated("date.updated", date)));
        }
        lines.extend(checked.map(|checked| text(self.cx.copied(&checked))));
        Part::List(lines)
    }

    fn link(&self, key: &PageKey, name: String) -> Option<Line> {
        let page = self.cx.context.plan.find(key, self.cx.lang)?;
        Some(vec![Span::Link { text: name, url: linked::url(self.cx.context, page) }])
    }

    fn guides<'h>(&self, heads: impl Iterator<Item = &'h GuideHead>) -> Part {
        let entry = |head: &GuideHead| {
            let mut line = self.link(&PageKey::Guide(head.guide), head.title.bare.clone())?;
            line.push(Span::Text(format!(": {}", head.description.text)));
            Some(line)
        };
        Part::List(heads.filter_map(entry).collect())
    }

    /// Blocks of a text that belongs to no guide.
    fn prose(&self, folder: &str, body: &Prose) -> Part {
        let anchors = Anchors::default();
        let home = Home { guide: None, folder, anchors: &anchors, tables: None };
        let lang = self.cx.lang;
        let facts = Facts::new(self.cx, home, lang);
        let said = Localized { what: body, lang };
        Part::Prose(self.cx.copy(said, &facts, Options::default(), &mut Ids::default(), self.copied("p")))
    }

    fn home(&self, number: u32) -> Option<Vec<Part>> {
        let site = &self.language.site;
        let words = self.cx.context.site.pages.get("home").and_then(|words| words.get(&self.cx.lang));
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        let name = |prose: &Prose| self.cx.name(Localized { what: prose, lang: self.cx.lang }).text;
        let mut parts = match words {
            Some(words) => self.head(&name(&words.title), &name(&words.description)),
            None => self.head(&site.title.bare, &site.description.bare),
        };
        parts.push(self.about(None, None));
        parts.push(self.heading(2, "home.guides"));
        parts.push(self.guides(self.language.heads.iter().skip(at * GUIDES_A_PAGE).take(GUIDES_A_PAGE)));
        if let Some(words) = words.filter(|_| number == 1) {
            parts.push(self.prose("content/pages/home/", &words.body));
        }
        Some(parts)
    }

    fn tag(&self, tag: &str) -> Vec<Part> {
        let name = site::tag_label(self.cx, tag);
        let args = [("name", rich(&name.runs))];
        let carriers = self.cx.context.plan.tags.get(self.cx.lang).and_then(|tags| tags.get(tag));
        let heads = carriers.into_iter().flatten().filter_map(|guide| self.language.heads.get(*guide));
        let mut parts = self.head(&self.message("tag.title", &args), &self.message("tag.description", &args));
        parts.push(self.about(None, None));
        parts.push(self.guides(heads));
        parts
    }

    fn standalone(&self, id: &str) -> Option<Vec<Part>> {
        let words = self.cx.context.site.pages.get(id)?.get(&self.cx.lang)?;
        let name = |prose: &Prose| self.cx.name(Localized { what: prose, lang: self.cx.lang }).text;
        let mut parts = self.head(&name(&words.title), &name(&words.description));
        parts.push(self.about(None, None));
        parts.push(self.prose(&format!("content/pages/{id}/"), &words.body));
        Some(parts)
    }

    fn of_guide<'s>(&'s self, made: &'s GuideInLanguage) -> Option<GuideSheet<'s>> {
        let guide = self.cx.context.site.guides.get(made.guide)?;
        Some(GuideSheet {
            sheet: self,
            made,
            guide,
            head: self.language.heads.get(made.guide)?,
            words: Words { guide, lang: self.cx.lang },
            folder: folder_of(&guide.id),
            anchors: Anchors::of_guide(guide),
        })
    }
}
