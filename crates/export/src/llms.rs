//! `llms.txt`: the pages of a site as links, for language models (the format of llmstxt.org: a heading, a summary
//! in a quotation, sections that are lists of links with notes).

use super::markdown::{Copy, Line, Part, Span, markdown};
use super::{Artifact, Class};
use mizan_plan::Route;

/// The list, in one language or at the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The first heading: the site's title.
    pub title: String,
    /// The summary below it.
    pub description: String,
    /// Those without links are omitted.
    pub sections: Vec<(String, Vec<ListedLink>)>,
}

/// A link of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedLink {
    /// Plain text.
    pub name: String,
    /// Absolute.
    pub url: String,
    /// What it leads to, plain text; empty where there is nothing to add.
    pub note: String,
}

/// An llms.txt at `route`, in the form that <https://llmstxt.org/> describes.
pub fn llms(listing: &Listing, route: Route) -> Artifact {
    let text = |text: &str| -> Line { vec![Span::Text(text.to_owned())] };
    let mut parts = vec![Part::Heading(1, text(&listing.title)), Part::Quotation(text(&listing.description))];
    for (name, links) in listing.sections.iter().filter(|(_, links)| !links.is_empty()) {
        parts.push(Part::Heading(2, text(name)));
        parts.push(Part::List(links.iter().map(entry).collect()));
    }
    // It points at pages, so it is put in place after them.
    Artifact { class: Class::Index, ..markdown(&Copy { parts, notes: Vec::new() }, route) }
}

fn entry(link: &ListedLink) -> Line {
    let mut line = vec![Span::Link { text: link.name.clone(), url: link.url.clone() }];
    if !link.note.is_empty() {
        line.push(Span::Text(format!(": {}", link.note)));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_a_summary_and_lists_of_links() {
        let link = |name: &str, note: &str| ListedLink {
            name: name.to_owned(),
            url: "https://example.org/en/x/index.md".to_owned(),
            note: note.to_owned(),
        };
        let listing = Listing {
            title: "Scales".to_owned(),
            description: "Comparisons.".to_owned(),
            sections: vec![
                ("Guides".to_owned(), vec![link("A [or] B", "What differs"), link("C", "")]),
                ("Pages".to_owned(), Vec::new()),
            ],
        };
        let artifact = llms(&listing, Route::root().page("en").file("llms.txt"));
        assert_eq!((artifact.path.as_str(), artifact.class), ("en/llms.txt", Class::Index));
        assert_eq!(
            String::from_utf8_lossy(&artifact.bytes),
            "# Scales\n\n> Comparisons.\n\n## Guides\n\n\
             - [A \\[or\\] B](https://example.org/en/x/index.md): What differs\n\
             - [C](https://example.org/en/x/index.md)\n"
        );
    }
}
