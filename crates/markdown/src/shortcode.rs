//! Shortcodes: `{{ }}` in prose. There are three, and no template language.

use mizan_model::GrammaticalCase;
use mizan_source::diagnostics::did_you_mean;

/// The text between `{{` and `}}`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shortcode {
    Fact(Reference),
    Value(Reference),
    Table { features: Vec<String>, tiers: Vec<String> },
}

/// What is referred to, and the case that the sentence requires of its words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub id: String,
    pub case: Option<GrammaticalCase>,
}

/// The problem, and how to write it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub message: String,
    /// How to fix it: one sentence per item.
    pub help: Vec<String>,
    /// The whole of it, `{{ }}` included, as it was most likely intended.
    pub instead: Option<String>,
}

const FORMS: &str = "the shortcodes are `{{ fact(\"id\") }}`, `{{ value(\"tier.feature\") }}` and, alone in a paragraph, \
                     `{{ table(features = [\"a\", \"b\"], tiers = [\"x\", \"y\"]) }}`";

const AS_CODE: &str = "to show the braces themselves, write them as code, in backticks";

pub(super) fn parse(inner: &str) -> Result<Shortcode, Fault> {
    let inner = inner.trim();
    let (name, rest) = inner.split_at(inner.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(inner.len()));
    let arguments = rest.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).map(str::trim);
    match (name, arguments) {
        ("fact", Some(arguments)) => reference(name, arguments).map(Shortcode::Fact),
        ("value", Some(arguments)) => reference(name, arguments).map(Shortcode::Value),
        ("table", Some(arguments)) => table(arguments),
        ("fact" | "value", None) => Err(reference(name, rest).err().unwrap_or_else(|| unclear(name, rest))),
        ("table", None) => Err(shape("the arguments of `table` are not in parentheses".to_owned())),
        _ => Err(unknown(name, inner, arguments)),
    }
}

fn unclear(name: &str, rest: &str) -> Fault {
    let id = rest.trim_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.' | '/')));
    Fault {
        message: format!("expected one reference in straight quotation marks for the shortcode `{name}`"),
        help: vec![FORMS.to_owned()],
        instead: is_reference(id).then(|| format!("{{{{ {name}(\"{id}\") }}}}")),
    }
}

fn is_reference(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/'))
}

/// `"id"`, or `"id", case = "genitive"`.
fn reference(name: &str, arguments: &str) -> Result<Reference, Fault> {
    let Some((id, after)) = string(arguments).filter(|(id, _)| !id.trim().is_empty()) else {
        return Err(unclear(name, arguments));
    };
    let id = id.trim().to_owned();
    let Some(option) = after.trim_start().strip_prefix(',').map(str::trim_start) else {
        return if after.is_empty() { Ok(Reference { id, case: None }) } else { Err(unclear(name, arguments)) };
    };
    let (key, rest) = option.split_at(option.find(|c: char| !c.is_alphanumeric()).unwrap_or(option.len()));
    let value = rest.trim_start().strip_prefix('=').map(str::trim_start).and_then(string);
    match value.filter(|(_, after)| after.trim_end_matches([',', ' ']).is_empty()) {
        Some((case, _)) if key == "case" => match GrammaticalCase::parse(case.trim()) {
            case @ Some(_) => Ok(Reference { id, case }),
            None => Err(Fault {
                message: format!("unknown grammatical case `{case}`"),
                help: vec!["the cases are those of CLDR, such as `genitive`, `accusative` and `dative`".to_owned()],
                instead: did_you_mean(&case.to_lowercase(), GrammaticalCase::NAMES)
                    .map(|case| format!("{{{{ {name}(\"{id}\", case = \"{case}\") }}}}")),
            }),
        },
        _ => Err(Fault {
            message: format!("expected one reference for `{name}` and, after a comma, nothing but `case`"),
            help: vec!["for the form after a preposition, write `case = \"genitive\"`".to_owned()],
            instead: is_reference(&id).then(|| format!("{{{{ {name}(\"{id}\") }}}}")),
        }),
    }
}

fn unknown(name: &str, inner: &str, arguments: Option<&str>) -> Fault {
    if inner.starts_with(['<', '%']) {
        let name = inner.trim_start_matches(['<', '%', '/', ' ']);
        let name: String = name.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
        return Fault {
            message: format!("unsupported shortcode `{name}` of Hugo"),
            help: vec![
                instead_of(&name).to_owned(),
                "to show the braces themselves, write them as code, in backticks".to_owned(),
            ],
            instead: None,
        };
    }
    if name.is_empty() {
        return Fault {
            message: "a shortcode is empty".to_owned(),
            help: vec![FORMS.to_owned(), AS_CODE.to_owned()],
            instead: None,
        };
    }
    let meant = did_you_mean(&name.to_lowercase(), ["fact", "value", "table"]).or_else(|| {
        let lower = name.to_lowercase();
        ["fact", "value", "table"].into_iter().find(|form| *form == lower)
    });
    Fault {
        message: format!("unknown shortcode `{name}`"),
        help: vec![FORMS.to_owned(), AS_CODE.to_owned()],
        instead: meant
            .filter(|_| arguments.is_some())
            .map(|meant| format!("{{{{ {} }}}}", inner.replacen(name, meant, 1))),
    }
}

/// What Mizan has for a shortcode of Hugo.
fn instead_of(name: &str) -> &'static str {
    match name {
        "figure" | "img" | "image" => "write `![description](images/NAME)`",
        "ref" | "relref" => "write a content path, such as `/guides/GUIDE`",
        "highlight" => "put the code between two lines of three backticks",
        "note" | "notice" | "callout" | "alert" | "admonition" | "hint" | "tip" | "warning" => {
            "write a callout: `> [!NOTE]`, and `> ` before each line of its text"
        }
        "youtube" | "vimeo" | "tweet" | "x" | "instagram" | "gist" => "link to it: `[text](https://…)`",
        _ => "remove it: Mizan has no shortcodes of its own beside `fact`, `value` and `table`",
    }
}

fn shape(message: String) -> Fault {
    Fault {
        message,
        help: vec!["write `{{ table(features = [\"a\", \"b\"], tiers = [\"x\", \"y\"]) }}`".to_owned()],
        instead: None,
    }
}

fn table(arguments: &str) -> Result<Shortcode, Fault> {
    let (mut features, mut tiers) = (None, None);
    let mut rest = arguments;
    while !rest.is_empty() {
        let name_end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_end);
        let list = after.trim_start().strip_prefix('=').map(str::trim_start);
        let Some((items, after)) = list.and_then(list_of_strings) else {
            return Err(shape(
                "expected two lists of ids for the shortcode `table`, `features` and `tiers`".to_owned(),
            ));
        };
        let slot = match name {
            "features" => &mut features,
            "tiers" => &mut tiers,
            _ => {
                let meant = did_you_mean(name, ["features", "tiers"]);
                let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
                return Err(shape(format!("the shortcode `table` has no argument `{name}`{meant}")));
            }
        };
        if slot.replace(items).is_some() {
            return Err(shape(format!("the shortcode `table` has `{name}` twice")));
        }
        rest = match after.trim_start().strip_prefix(',') {
            Some(after) => after.trim_start(),
            None if after.trim().is_empty() => "",
            None => return Err(shape("missing comma between the arguments of the shortcode `table`".to_owned())),
        };
    }
    match (features, tiers) {
        (Some(features), Some(tiers)) if !features.is_empty() && !tiers.is_empty() => {
            Ok(Shortcode::Table { features, tiers })
        }
        (None, _) => Err(shape("missing argument `features` of the shortcode `table`".to_owned())),
        (_, None) => Err(shape("missing argument `tiers` of the shortcode `table`".to_owned())),
        _ => Err(shape("the shortcode `table` has an empty list".to_owned())),
    }
}

fn list_of_strings(text: &str) -> Option<(Vec<String>, &str)> {
    let mut items = Vec::new();
    let mut rest = text.strip_prefix('[')?.trim_start();
    loop {
        if let Some(after) = rest.strip_prefix(']') {
            return Some((items, after));
        }
        let (item, after) = string(rest)?;
        items.push(item.trim().to_owned());
        rest = after.trim_start();
        match rest.strip_prefix(',') {
            Some(after) => rest = after.trim_start(),
            None if rest.starts_with(']') => {}
            None => return None,
        }
    }
}

/// A string in straight double quotation marks, and what follows it.
fn string(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix('"')?;
    let end = text.find('"')?;
    Some((&text[..end], &text[end + 1..]))
}
