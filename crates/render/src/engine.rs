//! Tera, with a theme's templates and the three functions in each language.

use std::borrow::Cow;
use std::sync::Arc;

use tera::{Context, Kwargs, State, Tera, Value};

use super::chain;
use super::fault::{self, Where};
use super::theme::Theme;
use mizan_model::{LangIx, Languages};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, Sink};
use mizan_source::{SourceId, SourceMap};

/// What `t`, `url` and `asset` do in one language. An `Err` is a sentence for the theme's author.
pub trait Functions: Send + Sync {
    /// The theme's message `key`, as finished HTML, or as plain text with isolates.
    ///
    /// # Errors
    /// No theme has the message, its `lang` is not a language of the site, or an argument cannot be a part of it.
    fn message(&self, key: &str, args: &[(String, Argument)], plain: bool) -> Result<String, String>;
    /// The URL of a content path (`/guides/x`) in this language.
    ///
    /// # Errors
    /// The path leads to no page.
    fn url(&self, path: &str) -> Result<String, String>;
    /// The fingerprinted URL of a file in the theme's `static/`.
    ///
    /// # Errors
    /// No layer of the theme has such a file.
    fn asset(&self, name: &str) -> Result<String, String>;
}

/// An argument that a template gives to a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// Picks the plural and is formatted.
    Integer(i64),
    /// Finished, safe HTML.
    Html(String),
    /// Text, to be escaped and isolated.
    Text(String),
}

/// A theme's templates, parsed and checked, before the languages are known.
pub struct Templates {
    tera: Tera,
    places: Where,
}

/// The templates with the functions of every language.
pub struct Engine {
    languages: Languages<Tera>,
    places: Where,
}

pub(super) const PAGES: [&str; 8] = ["home", "guide", "tier", "pair", "page", "tag", "languages", "404"];

/// Kinds of pages that a site may do without, and the template that is required where it has some.
pub(super) const EMBED: &str = "embed";

/// The component that every cell goes through.
const CELL: &str = "cell";

/// The component of a table in prose.
const PROSE_TABLE: &str = "prose_table";

impl Templates {
    /// Parses every template of the theme; all errors of all templates are reported. `embeds`: the site has
    /// embed pages, which need a template of their own.
    pub fn new(theme: &Theme, sources: &SourceMap, embeds: bool) -> (Option<Templates>, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        let places = Where::new(&theme.templates, sources);
        let sink = Sink::default();
        let read = |(name, id)| Some((name, without_mark(sources, id, &sink)?));
        let texts: Vec<(&str, Cow<str>)> =
            theme.templates.iter().filter_map(|(name, id)| read((name.as_str(), *id))).collect();
        diagnostics.append(sink.into_diagnostics());
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_ref())).collect();
        let file = |name: &str| theme.templates.iter().find(|(known, _)| known == name).map(|(_, id)| *id);
        for (name, text) in &texts {
            diagnostics.extend(file(name).and_then(|id| chain::branches(id, text)));
        }
        diagnostics.extend(chain::too_long(&theme.chain, &texts, file));
        if diagnostics.has_errors() {
            return (None, diagnostics);
        }
        for (name, text) in &texts {
            if let Err(error) = Tera::new().add_raw_template(name, text)
                && let tera::ErrorKind::SyntaxError(report) = error.kind()
            {
                diagnostics.push(fault::syntax(&places, sources, report));
            }
        }
        // What a theme lacks is unknown while a theme that it extends is missing.
        if diagnostics.has_errors() || !theme.whole {
            return (None, diagnostics);
        }
        let mut tera = Tera::new();
        let prefixes: Vec<String> = theme.chain.iter().map(|name| format!("{name}/")).collect();
        if let Err(error) = tera.set_fallback_prefixes(prefixes) {
            diagnostics.extend(fault::load(&places, sources, &error));
            return (None, diagnostics);
        }
        for name in ["t", "url", "asset"] {
            tera.register_function(name, |_: Kwargs, _: &State| Value::none());
        }
        if let Err(error) = tera.add_raw_templates(texts) {
            diagnostics.extend(fault::load(&places, sources, &error));
            return (None, diagnostics);
        }
        let missing: Vec<String> = PAGES
            .iter()
            .chain(embeds.then_some(&EMBED))
            .map(|page| format!("{page}.html"))
            .filter(|name| !tera.contains_template(name))
            .collect();
        if let [name, rest @ ..] = missing.as_slice() {
            let others = rest.iter().map(|name| format!(", `{name}`")).collect::<String>();
            let what = if rest.is_empty() { "template" } else { "templates" };
            diagnostics.push(
                theme
                    .alone(Diagnostic::error(Code::ThemeFile, format!("missing {what} in the theme: `{name}`{others}")))
                    .help("write them, or add `extends = \"mizan\"` to theme.toml to use the default theme's"),
            );
        }
        if !tera.contains_component(CELL) {
            diagnostics.push(
                theme
                    .alone(Diagnostic::error(Code::ThemeFile, "missing component `cell` in the theme"))
                    .help("write it in templates/components/, or add `extends = \"mizan\"` to theme.toml"),
            );
        }
        if diagnostics.has_errors() { (None, diagnostics) } else { (Some(Templates { tera, places }), diagnostics) }
    }

    /// Adds the functions, a set a language.
    pub fn with_functions(&self, functions: Languages<Arc<dyn Functions>>) -> Engine {
        let languages = functions
            .into_iter()
            .map(|functions| {
                let mut tera = self.tera.clone();
                register(&mut tera, functions);
                tera
            })
            .collect();
        Engine { languages, places: self.places.clone() }
    }
}

impl Engine {
    /// Renders a page of `kind` in the language `lang`.
    ///
    /// # Errors
    /// A diagnostic that names the template's line; which page it was, the caller knows.
    pub fn page(&self, lang: LangIx, kind: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        let Some(tera) = self.languages.get(lang) else { return Ok(String::new()) };
        tera.render(&format!("{kind}.html"), context).map_err(|error| Box::new(fault::render(&self.places, &error)))
    }

    /// Renders the component that every cell goes through.
    ///
    /// # Errors
    /// As [`Engine::page`].
    pub fn cell(&self, lang: LangIx, cell: Value) -> Result<String, Box<Diagnostic>> {
        self.component(lang, CELL, "cell", cell)
    }

    /// Renders a component with one argument.
    fn component(
        &self,
        lang: LangIx,
        name: &str,
        argument: &'static str,
        value: Value,
    ) -> Result<String, Box<Diagnostic>> {
        let Some(tera) = self.languages.get(lang) else { return Ok(String::new()) };
        let mut context = Context::new();
        context.insert_value(argument, value);
        tera.render_component(name, &context, None, true).map_err(|error| Box::new(fault::render(&self.places, &error)))
    }
}

impl super::present::CellRenderer for Engine {
    fn cell(&self, cell: &Value, lang: LangIx, of: &str) -> Result<String, Box<Diagnostic>> {
        Engine::cell(self, lang, cell.clone())
            .map_err(|diagnostic| Box::new(diagnostic.help(format!("it failed on {of}"))))
    }

    fn prose_table(&self, table: &Value, lang: LangIx, of: &str) -> Result<String, Box<Diagnostic>> {
        let tera = self.languages.get(lang);
        let made = if tera.is_some_and(|tera| !tera.contains_component(PROSE_TABLE)) {
            let missing = "missing component `prose_table` in the theme, needed by `{{ table(…) }}`";
            let help = "write it in templates/components/, or add `extends = \"mizan\"` to theme.toml";
            Err(Box::new(Diagnostic::error(Code::TemplateRender, missing).help(help)))
        } else {
            self.component(lang, PROSE_TABLE, "table", table.clone())
        };
        made.map_err(|diagnostic| Box::new(diagnostic.help(format!("it failed on {of}"))))
    }
}

/// Replaces templates with errors, so that every text is still read and its errors are reported.
pub struct Blank;

impl super::present::CellRenderer for Blank {
    fn cell(&self, _: &Value, _: LangIx, _: &str) -> Result<String, Box<Diagnostic>> {
        Ok(String::new())
    }

    fn prose_table(&self, _: &Value, _: LangIx, _: &str) -> Result<String, Box<Diagnostic>> {
        Ok(String::new())
    }
}

/// A template's text, with blanks for a byte order mark, so that every place in it stays what it was.
fn without_mark<'a>(sources: &'a SourceMap, id: SourceId, sink: &Sink) -> Option<Cow<'a, str>> {
    let (text, mark) = mizan_source::text(sources, id, sink).ok()?;
    Some(if mark > 0 { Cow::Owned(" ".repeat(mark) + &text) } else { text })
}

fn register(tera: &mut Tera, functions: Arc<dyn Functions>) {
    let f = Arc::clone(&functions);
    tera.register_function("t", move |kwargs: Kwargs, _: &State| -> tera::TeraResult<Value> {
        let key = kwargs.must_get::<&str>("key")?;
        let plain = kwargs.get::<bool>("plain")?.unwrap_or(false);
        let mut args = Vec::new();
        for (name, value) in kwargs.iter() {
            let Some(name) = name.as_str() else { continue };
            if name != "key" && name != "plain" {
                args.push((name.to_owned(), argument(name, value)?));
            }
        }
        args.sort_by(|a, b| a.0.cmp(&b.0));
        let text = f.message(key, &args, plain).map_err(tera::Error::message)?;
        Ok(if plain { Value::normal_string(&text) } else { Value::safe_string(&text) })
    });
    let f = Arc::clone(&functions);
    tera.register_function("url", move |kwargs: Kwargs, _: &State| -> tera::TeraResult<Value> {
        let url = f.url(kwargs.must_get::<&str>("path")?).map_err(tera::Error::message)?;
        Ok(Value::normal_string(&url))
    });
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| -> tera::TeraResult<Value> {
        let url = functions.asset(kwargs.must_get::<&str>("path")?).map_err(tera::Error::message)?;
        Ok(Value::normal_string(&url))
    });
}

fn argument(name: &str, value: &Value) -> tera::TeraResult<Argument> {
    if let Some(text) = value.as_str() {
        Ok(if value.is_safe() { Argument::Html(text.to_owned()) } else { Argument::Text(text.to_owned()) })
    } else if let Some(integer) = value.as_i64().or_else(|| i64::try_from(value.as_u64()?).ok()) {
        Ok(Argument::Integer(integer))
    } else {
        Err(tera::Error::message(format!("expected a string or an integer for the argument `{name}`")))
    }
}
