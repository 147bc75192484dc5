//! Files of a site that are no pages: what lists pages, and what is said to the host.

use mizan_export::{Artifact, Assets, Target, headers, llms as llms_txt};
use mizan_plan::{LLMS, PageIx, Plan};
use mizan_render::World;
use mizan_render::present::{Press, Shelf, llms};

/// Every such file: sitemap, robots.txt, headers, feeds, llms.txt, redirects.
pub(super) fn site_files(world: &World, press: &Press<'_>, shelf: &Shelf, assets: &Assets) -> Vec<Artifact> {
    let World { site, plan, .. } = world;
    let mut artifacts = mizan_export::sitemap(site, plan);
    artifacts.push(mizan_export::robots(plan));
    artifacts.push(mizan_export::nojekyll());
    let uses = headers::Uses { data_images: assets.has_data_images() };
    artifacts.push(headers::headers(&site.config, &plan.base, uses));
    for lang in 0..site.config.languages.len() {
        let isolate = |text: &str| press.isolated(lang, text);
        artifacts.push(mizan_export::feed(site, plan, lang, &isolate));
    }
    for route in plan.llms(site) {
        let lang = (0..site.config.languages.len()).find(|lang| Plan::language_root(site, *lang).file(LLMS) == route);
        artifacts.extend(llms(press, shelf, lang).map(|listing| llms_txt::llms(&listing, route)));
    }
    let target = |ix: PageIx| {
        let locale = plan.pages.get(ix).and_then(|page| world.locales.get(page.lang));
        let (lang, dir) = locale.map_or(("und", "ltr"), |locale| (locale.id(), locale.direction().as_str()));
        (press.title(shelf, ix), lang, dir)
    };
    let titles: Vec<(String, &str, &str)> = plan.aliases.iter().map(|alias| target(alias.target)).collect();
    let by_page = |ix: PageIx| {
        let at = plan.aliases.iter().position(|alias| alias.target == ix).unwrap_or_default();
        let (title, lang, dir) = &titles[at];
        Target { title, lang, dir }
    };
    artifacts.extend(mizan_export::redirects(plan, &by_page));
    artifacts
}
