//! Everything that is written to a path of the output: whether the path can be written at all, and two pages on one
//! URL, or on URLs that differ only in case.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::output_path::{self, Written, shown};
use super::{PageKey, Plan};
use mizan_model::{GuideIx, LangIx, Site, TierIx};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};
use mizan_source::{SourceMap, Span};

/// Folders that Mizan writes itself, and how messages name them.
const FOLDERS: [(&str, &str); 2] = [
    ("assets", "`assets/`, the folder for fingerprinted files"),
    (".mizan", "`.mizan/`, the folder for Mizan's own records"),
];

/// Paths of the output that are taken.
#[derive(Default)]
struct Taken {
    /// By folded path: what is written there, and where it is defined.
    files: BTreeMap<String, (String, Option<Span>)>,
    /// What was reported because its path cannot be written.
    unusable: BTreeSet<Option<Span>>,
    diagnostics: Diagnostics,
}

impl Taken {
    /// Adds a path; of two that are the same, the later one is reported. Returns whether it was free.
    fn claim(&mut self, path: &str, name: String, span: Option<Span>) -> bool {
        let action = "give one of them a different `slug` in its front matter, or rename it";
        self.claim_or(path, name, span, Written::Page, action)
    }

    /// As [`Taken::claim`], with what is written, and the help for a path that was not free.
    fn claim_or(&mut self, path: &str, name: String, span: Option<Span>, written: Written, action: &str) -> bool {
        if !self.is_usable(path, &name, span, written) {
            return false;
        }
        let folded: String = path.nfc().flat_map(char::to_lowercase).collect();
        if let Some(owner) = reserved(&folded) {
            let fault = Diagnostic::error(
                Code::UrlCollision,
                format!("the URL `{}` of {name} is reserved for {owner}", url(path)),
            );
            let help = match action.starts_with("give one") {
                true => "give it a different `slug` or name",
                false => action,
            };
            self.tell(fault.help(help), path, span, None);
        } else if let Some((first, first_span)) = self.files.get(&folded).cloned() {
            let fault =
                Diagnostic::error(Code::UrlCollision, format!("{name} and {first} have the same URL, `{}`", url(path)))
                    .help(action);
            self.tell(fault, path, span, Some((first, first_span)));
        } else {
            self.files.insert(folded, (name, span));
            return true;
        }
        false
    }

    /// Reports what is wrong with the path itself; whether it can be written. Several paths may be too long because of
    /// one slug: it is reported once.
    fn is_usable(&mut self, path: &str, name: &str, span: Option<Span>, written: Written) -> bool {
        let Some(fault) = output_path::fault(path, written) else { return true };
        let mut found = match fault.warning {
            true => Diagnostic::warning(Code::ReservedPath, format!("{name} {}", fault.why)),
            false => Diagnostic::error(Code::ReservedPath, format!("{name} {}", fault.why)),
        };
        if let Some(span) = span {
            found = found.at(span, fault.label);
        }
        if span.is_none() || self.unusable.insert(span) {
            self.diagnostics.push(found.help(fault.help));
        }
        fault.warning
    }

    /// A file cannot have the path of a folder that others need.
    fn files_in_the_way(&mut self) {
        let mut told: BTreeMap<String, String> = BTreeMap::new();
        for path in self.files.keys() {
            for (at, _) in path.match_indices('/') {
                let folder = &path[..at];
                if self.files.contains_key(folder) {
                    told.entry(folder.to_owned()).or_insert_with(|| path.clone());
                }
            }
        }
        for (file, inside) in told {
            let (Some((name, span)), Some((other, other_span))) =
                (self.files.get(&file).cloned(), self.files.get(&inside).cloned())
            else {
                continue;
            };
            let fault = Diagnostic::error(
                Code::UrlCollision,
                format!("{name} is written to the file `/{file}`, but {other} needs a folder of that name"),
            )
            .help("rename one of them");
            self.tell(fault, &file, span, Some((other, other_span)));
        }
    }

    fn tell(&mut self, mut fault: Diagnostic, path: &str, span: Option<Span>, other: Option<(String, Option<Span>)>) {
        let other_span = other.as_ref().and_then(|(_, span)| *span);
        if let Some(place) = span.or(other_span) {
            fault = fault.at(place, format!("`{}`", url(&shown(path))));
        }
        if let (Some((name, Some(place))), Some(_)) = (other, span) {
            fault = fault.also(place, name);
        }
        self.diagnostics.push(fault);
    }
}

/// The URL of a file of the output, without the host.
fn url(path: &str) -> String {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{path}"),
    }
}

/// What reserves a folded path, apart from the files with a fixed name.
fn reserved(path: &str) -> Option<&'static str> {
    let first = path.split('/').next().unwrap_or(path);
    let part = path.strip_prefix("sitemap-").and_then(|rest| rest.strip_suffix(".xml"));
    if part.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())) {
        return Some("the parts of a large site's sitemap");
    }
    FOLDERS.iter().find(|(folder, _)| *folder == first).map(|(_, owner)| *owner)
}

/// Everything that is written to a path in the output, one after the other.
pub(super) fn check(site: &Site, sources: &SourceMap, plan: &Plan) -> Diagnostics {
    let mut taken = Taken::default();
    for name in ["sitemap.xml", "robots.txt", "_headers", ".nojekyll"] {
        taken.claim(name, format!("`{name}`, which Mizan writes,"), None);
    }
    for list in plan.llms(site) {
        taken.claim(&list.output_path(), "a list of pages for language models".to_owned(), None);
    }
    let mut homeless: Vec<(GuideIx, LangIx)> = Vec::new();
    for page in &plan.pages {
        let name = describe(site, &page.key, &site.config.languages[page.lang].id);
        if matches!(page.key, PageKey::Embed(guide) if homeless.contains(&(guide, page.lang))) {
            continue;
        }
        if !taken.claim(&page.route.output_path(), name.clone(), page.span) {
            if let PageKey::Guide(guide) = page.key {
                homeless.push((guide, page.lang));
            }
            // The files beside the page would collide in the same place again.
            continue;
        }
        if matches!(page.key, PageKey::Home { number: 1 }) {
            taken.claim(&page.route.file("feed.xml").output_path(), format!("the feed of {name}"), None);
        }
        if matches!(page.key, PageKey::Embed(_)) {
            taken.claim(&page.route.file("oembed.json").output_path(), format!("the oEmbed response for {name}"), None);
        }
        if let Some(copy) = plan.copy(site, page) {
            taken.claim(&copy.output_path(), format!("the Markdown copy of {name}"), None);
        }
        if site.config.outputs.data && matches!(page.key, PageKey::Guide(_)) {
            taken.claim(&page.route.file("data.json").output_path(), format!("the data of {name}"), None);
            taken.claim(&page.route.file("data.csv").output_path(), format!("the data of {name}"), None);
        }
    }
    for alias in &plan.aliases {
        let name = format!("the alias `/{}`", shown(alias.route.as_str()));
        let action = "remove the alias, or write the path that the page had before";
        taken.claim_or(&alias.route.output_path(), name, Some(alias.span), Written::Alias, action);
    }
    for (path, id) in sources.under("static/") {
        let start = Span::new(id, 0..0);
        let action = "rename the file, or move it to another folder";
        let name = format!("the file `{}`", shown(path));
        taken.claim_or(&path["static/".len()..], name, Some(start), Written::Copied, action);
    }
    taken.files_in_the_way();
    taken.diagnostics
}

fn describe(site: &Site, key: &PageKey, lang: &str) -> String {
    let guide = |ix: usize| &site.guides.interfaces()[ix];
    match key {
        PageKey::Languages => "the list of languages".to_owned(),
        PageKey::Home { number: 1 } => format!("the home page ({lang})"),
        PageKey::Home { number } => format!("page {number} of the home page ({lang})"),
        PageKey::Guide(ix) => format!("the guide `{}` ({lang})", guide(*ix).id),
        PageKey::Tier(ix, tier) => {
            format!("the tier `{}` of the guide `{}` ({lang})", guide(*ix).tiers[*tier].id, guide(*ix).id)
        }
        PageKey::Pair(ix, pair) => {
            let pair = guide(*ix).pairs[*pair];
            let tier = |tier: TierIx| &guide(*ix).tiers[tier].id;
            format!("the pair `{}-vs-{}` of the guide `{}` ({lang})", tier(pair.a), tier(pair.b), guide(*ix).id)
        }
        PageKey::Embed(ix) => format!("the embed page of the guide `{}` ({lang})", guide(*ix).id),
        PageKey::Tag(id) => format!("the tag `{id}` ({lang})"),
        PageKey::Standalone(id) => format!("the page `{id}` ({lang})"),
        PageKey::NotFound => format!("the 404 page ({lang})"),
    }
}

#[cfg(test)]
mod tests {
    use crate::{PlanOptions, plan};
    use mizan_source::SourceMap;

    fn told(files: &[&str]) -> Vec<String> {
        let site = mizan_testkit::site_at("https://example.org/guides/");
        let mut sources = SourceMap::default();
        for file in files {
            sources.insert(file, b"x".to_vec());
        }
        let (_, faults) = plan(&site, &sources, PlanOptions::default());
        assert!(faults.iter().all(|fault| fault.code.id() == "MZ0501" && fault.primary.is_some()), "{faults:?}");
        faults.iter().map(|fault| fault.message.clone()).collect()
    }

    #[test]
    fn what_mizan_names_itself_is_taken() {
        for file in
            ["static/sitemap.xml", "static/sitemap-2.xml", "static/assets/a.css", "static/ASSETS", "static/ar/feed.xml"]
        {
            assert_eq!(told(&[file]).len(), 1, "{file}");
        }
        let free = ["static/sitemap-old.xml", "static/asset/a.css", "static/ar/assets/a", "static/.well-known/x"];
        assert!(told(&free).is_empty());
    }

    #[test]
    fn a_file_on_a_reserved_path_is_not_told_to_change_its_slug() {
        let site = mizan_testkit::site_at("https://example.org/guides/");
        let mut sources = SourceMap::default();
        sources.insert("static/assets/a.css", b"x".to_vec());
        let (_, faults) = plan(&site, &sources, PlanOptions::default());
        let fault = faults.iter().next().expect("`assets/` is taken");
        assert!(fault.message.ends_with("fingerprinted files"), "{fault:?}");
        assert!(fault.help.iter().all(|help| !help.contains("slug")), "{fault:?}");
    }

    #[test]
    fn a_file_cannot_lie_where_a_page_needs_a_folder() {
        let told = told(&["static/ar", "static/en/http"]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("the file `static/ar` is written to the file `/ar`, but "), "{told:?}");
    }
}
