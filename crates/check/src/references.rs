//! The people and guides that a guide refers to.

use mizan_model::{GuideInterface, Site};
use mizan_source::Spanned;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics, Suppressions, did_you_mean};

/// Checks the people and guides that `guide` names. Of `site`, its config and which guides there are matter.
pub fn check(site: &Site, unread: &Suppressions, guide: &GuideInterface) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let people = guide.authors.iter().map(|person| ("authors", person));
    let translators = guide.translators.values().flatten().map(|person| ("translators", person));
    for (role, person) in people.chain(translators) {
        if !site.config.people.contains_key(&person.value) {
            diagnostics.push(unknown_person(site, guide, role, person));
        }
    }
    for related in guide.related.iter().flatten() {
        if related.value == guide.id {
            diagnostics.push(
                Diagnostic::error(Code::Circle, format!("the guide `{}` is related to itself", guide.id))
                    .at(related.span, "its own id")
                    .help("name other guides"),
            );
        } else if site.guide(&related.value).is_none()
            && unread.path(&format!("content/guides/{}", related.value)).is_none()
        {
            diagnostics.push(unknown_guide(site, guide, related));
        }
    }
    diagnostics
}

fn unknown_person(site: &Site, guide: &GuideInterface, role: &str, person: &Spanned<String>) -> Diagnostic {
    let id = &person.value;
    let diagnostic = Diagnostic::error(
        Code::UnknownPerson,
        format!("unknown person `{id}` in `{role}` of the guide `{}`", guide.id),
    )
    .at(person.span, format!("`{id}` is not in [people] of config.toml"));
    match did_you_mean(id, site.config.people.keys().map(String::as_str)) {
        Some(meant) => {
            diagnostic.help(format!("did you mean `{meant}`?")).fix(person.span, meant, Applicability::Unsafe)
        }
        None => diagnostic.help(format!("add [people.{id}] to config.toml, and the name to [people] in content/site")),
    }
}

fn unknown_guide(site: &Site, guide: &GuideInterface, related: &Spanned<String>) -> Diagnostic {
    let id = &related.value;
    let diagnostic = Diagnostic::error(
        Code::UnknownGuide,
        format!("the guide `{}` is related to `{id}`, which is not a guide", guide.id),
    )
    .at(related.span, format!("unknown guide `{id}`"));
    let others = site.guides.interfaces().iter().map(|other| other.id.as_str()).filter(|other| *other != guide.id);
    match did_you_mean(id, others) {
        Some(meant) => {
            diagnostic.help(format!("did you mean `{meant}`?")).fix(related.span, meant, Applicability::Unsafe)
        }
        None => diagnostic.help("name the folder of another guide in content/guides"),
    }
}
