//! sitemap.xml: every page that may be indexed, with its translations (sitemaps.org protocol 0.9;
//! alternates as `xhtml:link`).

use super::xml::Xml;
use super::{Artifact, Class};
use mizan_model::{Date, Site};
use mizan_plan::{PageIx, Plan, Route};

/// The limit of the protocol for one file.
#[derive(Clone, Copy, Debug)]
struct Limits {
    urls: usize,
    bytes: usize,
}

const PROTOCOL: Limits = Limits { urls: 50_000, bytes: 50 * 1024 * 1024 };

const HEAD: &[(&str, &str)] =
    &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")];

/// `sitemap.xml`; of a site beyond the protocol's limits an index of that name, and `sitemap-1.xml` ….
pub fn sitemap(site: &Site, plan: &Plan) -> Vec<Artifact> {
    within(site, plan, PROTOCOL)
}

fn within(site: &Site, plan: &Plan, limits: Limits) -> Vec<Artifact> {
    // Room for the frame of a file.
    let room = limits.bytes.saturating_sub(1024);
    let mut files: Vec<(Vec<u8>, usize, Option<Date>)> = Vec::new();
    for (ix, page) in plan.pages.iter().enumerate().filter(|(_, page)| page.indexed) {
        let entry = entry(site, plan, ix);
        match files.last_mut() {
            Some((file, urls, newest)) if *urls < limits.urls && file.len() + entry.len() <= room => {
                file.extend_from_slice(&entry);
                *urls += 1;
                *newest = (*newest).max(page.updated);
            }
            _ => files.push((entry, 1, page.updated)),
        }
    }
    if files.len() <= 1 {
        let urls = files.pop().map(|(file, ..)| file).unwrap_or_default();
        return vec![Artifact::new(Class::Index, "sitemap.xml", urlset(&urls))];
    }
    let mut index = Xml::document();
    index.open("sitemapindex", &HEAD[..1]).line();
    let mut artifacts = Vec::with_capacity(files.len() + 1);
    for (number, (urls, _, newest)) in files.into_iter().enumerate() {
        let name = format!("sitemap-{}.xml", number + 1);
        index.open("sitemap", &[]).leaf("loc", &plan.base.absolute(&Route::root().file(&name)));
        if let Some(day) = newest.and_then(whole_day) {
            index.leaf("lastmod", &day);
        }
        index.close().line();
        artifacts.push(Artifact::new(Class::Index, name, urlset(&urls)));
    }
    artifacts.push(Artifact::new(Class::Index, "sitemap.xml", index.finish()));
    artifacts
}

fn urlset(urls: &[u8]) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.open("urlset", HEAD).line().raw(urls);
    xml.finish()
}

fn entry(site: &Site, plan: &Plan, page: PageIx) -> Vec<u8> {
    let mut xml = Xml::piece();
    xml.open("url", &[]).line().leaf("loc", &plan.absolute(page));
    if let Some(day) = plan.pages[page].updated.and_then(whole_day) {
        xml.leaf("lastmod", &day);
    }
    for (hreflang, twin) in plan.hreflang(site, page) {
        let href = plan.absolute(twin);
        xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", &hreflang), ("href", &href)]).line();
    }
    xml.close().line();
    xml.finish()
}

/// The schema knows days, not months or years.
fn whole_day(date: Date) -> Option<String> {
    date.day.map(|_| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn a_small_site_has_one_file() {
        let (site, plan) = fixture::site();
        let artifacts = sitemap(&site, &plan);
        assert_eq!(artifacts.len(), 1);
        insta::assert_snapshot!(fixture::text(&artifacts[0]));
    }

    #[test]
    fn beyond_the_limits_there_is_an_index_and_no_url_is_lost() {
        let (site, plan) = fixture::site();
        let whole = fixture::text(&sitemap(&site, &plan)[0]);
        let all = whole.matches("<loc>").count();
        for limits in [Limits { urls: 2, ..PROTOCOL }, Limits { bytes: 1024 + 900, ..PROTOCOL }] {
            let artifacts = within(&site, &plan, limits);
            let (index, files) = artifacts.split_last().expect("an index");
            assert_eq!(index.path, "sitemap.xml");
            assert!(files.len() > 1, "{limits:?}");
            assert_eq!(fixture::text(index).matches("<sitemap>").count(), files.len());
            let urls = files.iter().map(|file| fixture::text(file).matches("<loc>").count());
            assert_eq!(urls.sum::<usize>(), all);
            for file in files {
                assert!(fixture::text(file).matches("<loc>").count() <= limits.urls);
                assert!(file.bytes.len() <= limits.bytes);
                assert!(fixture::text(index).contains(&file.path));
            }
        }
    }

    #[test]
    fn what_is_not_indexed_is_left_out() {
        let (site, mut plan) = fixture::site();
        for page in &mut plan.pages {
            page.indexed = false;
        }
        let text = fixture::text(&sitemap(&site, &plan)[0]);
        assert!(text.contains("<urlset") && !text.contains("<url>"), "{text}");
    }
}
