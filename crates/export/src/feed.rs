//! feed.xml: the guides of a language, newest first (Atom, RFC 4287).

use super::xml::Xml;
use super::{Artifact, Class};
use mizan_model::{Date, GuideInterface, GuideIx, LangIx, Prose, Site, SiteWords};
use mizan_plan::{PageIx, PageKey, Plan};

/// Guides in one feed.
const ENTRIES: usize = 50;

/// The feed of `lang`. `isolate` makes plain text of that language ready for places without markup.
///
/// It contains the guides whose pages are in that language and may be indexed: no drafts, nothing
/// that is not translated. A guide without a date cannot be in Atom (section 4.2.15).
pub fn feed(site: &Site, plan: &Plan, lang: LangIx, isolate: &dyn Fn(&str) -> String) -> Artifact {
    let route = Plan::language_root(site, lang).file("feed.xml");
    let language = &site.config.languages[lang].id;
    let home = plan.base.absolute(&Plan::language_root(site, lang));
    let address = plan.base.absolute(&route);
    let said = |pick: fn(&SiteWords) -> Option<&Prose>| site_words(site, lang, pick).map(|prose| isolate(&prose.text));
    let title = said(|words| words.title.as_ref()).unwrap_or_else(|| plan.base.url().to_owned());

    let mut entries = entries(site, plan, lang);
    entries.sort_by(|a, b| (b.updated, b.published).cmp(&(a.updated, a.published)).then_with(|| a.id.cmp(b.id)));
    entries.truncate(ENTRIES);
    // A feed without entries has to have been updated too; then the dates of all the site's guides count.
    let newest = entries.first().map(|entry| entry.updated);
    let updated = newest.or_else(|| site.guides.interfaces().iter().filter_map(|guide| guide.updated).max());

    let mut xml = Xml::document();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language)]).line();
    xml.leaf("id", &address).leaf("title", &title);
    if let Some(description) = said(|words| words.description.as_ref()) {
        xml.leaf("subtitle", &description);
    }
    xml.leaf("updated", &instant(updated.unwrap_or(Date::day(1970, 1, 1))));
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &address)]).line();
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("hreflang", language), ("href", &home)]).line();
    match &site.config.publisher {
        Some(publisher) => author(&mut xml, site, lang, &publisher.value, isolate),
        None => {
            xml.open("author", &[]).leaf("name", &title).close().line();
        }
    }
    for entry in entries {
        write(&mut xml, site, plan, lang, &entry, isolate);
    }
    Artifact::new(Class::Index, route.output_path(), xml.finish())
}

struct FeedEntry<'a> {
    id: &'a str,
    guide: &'a GuideInterface,
    page: PageIx,
    published: Option<Date>,
    updated: Date,
}

fn entries<'a>(site: &'a Site, plan: &Plan, lang: LangIx) -> Vec<FeedEntry<'a>> {
    let of = |ix: GuideIx| {
        let guide = site.guides.interface(ix)?;
        let page = plan.find(&PageKey::Guide(ix), lang)?;
        let updated = guide.updated.or(guide.published)?;
        plan.pages[page].indexed.then_some(FeedEntry {
            id: &guide.id,
            guide,
            page,
            published: guide.published,
            updated,
        })
    };
    (0..site.guides.len()).filter_map(of).collect()
}

fn write(xml: &mut Xml, site: &Site, plan: &Plan, lang: LangIx, entry: &FeedEntry, isolate: &dyn Fn(&str) -> String) {
    let Some(words) = entry.guide.words.get(&lang) else { return };
    let language = &site.config.languages[lang].id;
    xml.open("entry", &[]).line();
    xml.leaf("id", &id(site, plan, language, entry)).leaf("title", &isolate(&words.title.text));
    let href = plan.absolute(entry.page);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("hreflang", language), ("href", &href)]).line();
    if let Some(published) = entry.published {
        xml.leaf("published", &instant(published));
    }
    xml.leaf("updated", &instant(entry.updated));
    for person in &entry.guide.authors {
        author(xml, site, lang, &person.value, isolate);
    }
    for tag in &entry.guide.tags {
        let name = site.words.get(&lang).and_then(|words| words.tags.get(&tag.value));
        match name {
            Some(name) => {
                let label = isolate(&name.text);
                xml.empty("category", &[("term", &tag.value), ("label", &label)]).line()
            }
            None => xml.empty("category", &[("term", &tag.value)]).line(),
        };
    }
    xml.leaf("summary", &isolate(&words.description.text)).close().line();
}

/// A tag URI (RFC 4151): it stays when a slug changes. Without a day to build it on, the URL.
fn id(site: &Site, plan: &Plan, language: &str, entry: &FeedEntry) -> String {
    match (site.config.base_url.host_str(), entry.published) {
        (Some(host), Some(day)) if day.day.is_some() => {
            format!("tag:{host},{day}:{}guides/{}/{language}", plan.base.path(), entry.id)
        }
        _ => plan.absolute(entry.page),
    }
}

fn author(xml: &mut Xml, site: &Site, lang: LangIx, person: &str, isolate: &dyn Fn(&str) -> String) {
    let named = |words: &SiteWords| words.people.get(person).map(|name| name.text.clone());
    let name = site.words.get(&lang).and_then(named).or_else(|| site.words.values().find_map(named));
    xml.open("author", &[]).leaf("name", &name.map_or_else(|| person.to_owned(), |name| isolate(&name)));
    if let Some(url) = site.config.people.get(person).and_then(|person| person.url.as_deref()) {
        xml.leaf("uri", url);
    }
    xml.close().line();
}

fn site_words(site: &Site, lang: LangIx, pick: fn(&SiteWords) -> Option<&Prose>) -> Option<&Prose> {
    [lang, site.config.default_language].iter().find_map(|lang| pick(site.words.get(lang)?))
}

/// RFC 3339: the first instant of the day.
fn instant(date: Date) -> String {
    format!("{:04}-{:02}-{:02}T00:00:00Z", date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    fn isolating(text: &str) -> String {
        text.replace("Business", "\u{2066}Business\u{2069}")
    }

    #[test]
    fn a_languages_guides_newest_first() {
        let (site, plan) = fixture::site();
        let feed = feed(&site, &plan, 0.into(), &isolating);
        assert_eq!(feed.path, "ar/feed.xml");
        let text = fixture::text(&feed);
        assert!(text.contains("\u{2066}Business\u{2069}"));
        insta::assert_snapshot!(text.replace(['\u{2066}', '\u{2069}'], "|"));
    }

    #[test]
    fn what_is_not_in_the_language_or_a_draft_is_left_out() {
        let (mut site, plan) = fixture::site();
        let text = fixture::text(&feed(&site, &plan, 1.into(), &str::to_owned));
        assert_eq!(text.matches("<entry>").count(), 1, "{text}");
        site.guides.update(0, |guide| drop(guide.words.shift_remove(&LangIx::new(1))));
        let plan = fixture::plan(&site);
        let text = fixture::text(&feed(&site, &plan, 1.into(), &str::to_owned));
        assert_eq!(text.matches("<entry>").count(), 0);
        assert!(text.contains("<updated>2026-11-20T00:00:00Z</updated>"), "{text}");
    }

    #[test]
    fn nobody_named_leaves_the_sites_title() {
        let (mut site, plan) = fixture::site();
        site.config.publisher = None;
        let text = fixture::text(&feed(&site, &plan, 1.into(), &str::to_owned));
        assert!(text.contains("<author><name>Mizan &amp; co</name>"), "{text}");
    }

    #[test]
    fn control_characters_do_not_break_the_xml() {
        let (mut site, plan) = fixture::site();
        site.guides.update(0, |guide| guide.words[&LangIx::new(1)].title.text = "a\u{1}b\u{FFFE}<c>&\"".to_owned());
        let text = fixture::text(&feed(&site, &plan, 1.into(), &str::to_owned));
        assert!(text.contains("<title>ab&lt;c&gt;&amp;&quot;</title>"), "{text}");
    }
}
