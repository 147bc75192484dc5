//! The template functions `t`, `url` and `asset`, in one language.

use std::sync::Arc;

use super::engine::{Argument, Functions};
use super::present::{PageContext, RenderContext};
use mizan_model::{Decimal, LangIx, Languages, StyledText};
use mizan_plan::LinkError;
use mizan_source::diagnostics::did_you_mean;

/// The functions of every language of `context`, in the site's order.
pub fn functions(context: &Arc<RenderContext>) -> Languages<Arc<dyn Functions>> {
    context
        .locales
        .indices()
        .map(|lang| Arc::new(InLanguage { context: Arc::clone(context), lang }) as Arc<dyn Functions>)
        .collect()
}

struct InLanguage {
    context: Arc<RenderContext>,
    lang: LangIx,
}

/// A placeholder for a finished piece: a noncharacter, which no text holds and no direction
/// has.
fn stand_in(place: usize) -> Option<char> {
    char::from_u32(0xFDD0 + u32::try_from(place).ok()?).filter(|c| *c <= '\u{FDEF}')
}

impl Functions for InLanguage {
    fn message(&self, key: &str, args: &[(String, Argument)], plain: bool) -> Result<String, String> {
        let lang = match args.iter().find(|(name, _)| name == "lang") {
            Some((_, Argument::Text(id) | Argument::Html(id))) => {
                self.context.site.config.language(id).ok_or_else(|| format!("unknown language `{id}`"))?
            }
            Some(_) => return Err("expected the id of a language for `lang`".to_owned()),
            None => self.lang,
        };
        let cx = PageContext::new(&self.context, lang).ok_or("the language is not there")?;
        let mut pieces = Vec::new();
        let mut given = Vec::new();
        for (name, argument) in args.iter().filter(|(name, _)| name != "lang") {
            let value = match argument {
                Argument::Integer(n) => mizan_i18n::Argument::Number(Decimal::from(*n)),
                // It has isolates already, which may be nested: they stay as they are.
                Argument::Text(text) if plain && text.contains(['\u{2066}', '\u{2067}', '\u{2068}']) => {
                    let mark = stand_in(pieces.len()).ok_or("a message takes at most 32 arguments")?;
                    pieces.push((mark, text));
                    mizan_i18n::Argument::StyledText(StyledText::words(mark))
                }
                Argument::Text(text) => mizan_i18n::Argument::StyledText(StyledText::words(text.as_str())),
                Argument::Html(_) if plain => {
                    return Err(format!(
                        "`{name}` is HTML but this message is plain text: use the field that ends in _plain"
                    ));
                }
                Argument::Html(html) => {
                    let mark = stand_in(pieces.len()).ok_or("a message takes at most 32 arguments")?;
                    pieces.push((mark, html));
                    mizan_i18n::Argument::StyledText(StyledText::words(mark))
                }
            };
            given.push((name.as_str(), value));
        }
        let Some(rich) = cx.localizer().message(key, &given) else {
            if let Some(instead) = mizan_i18n::keys::replaced(key) {
                return Err(format!("unknown message `{key}`; {instead}"));
            }
            let near = did_you_mean(key, cx.localizer().messages().keys());
            return Err(match near {
                Some(near) => format!("unknown message `{key}`; did you mean `{near}`?"),
                None => format!("unknown message `{key}`; add it to the theme's i18n/en.toml"),
            });
        };
        let mut said = if plain { cx.plain(&rich) } else { cx.html(&rich).0 };
        for (mark, piece) in pieces {
            said = said.replace(mark, piece);
        }
        Ok(said)
    }

    fn url(&self, path: &str) -> Result<String, String> {
        match self.context.plan.link(&self.context.site, &self.context.unread, path, self.lang) {
            Ok(href) => Ok(href.url),
            Err(LinkError::Unread(_)) => Ok("#".to_owned()),
            Err(LinkError::Dead(fault)) => Err(match fault.suggestion {
                Some(near) => format!("{}; did you mean `{near}`?", fault.message),
                None => format!("{}; {}", fault.message, fault.help),
            }),
        }
    }

    fn asset(&self, name: &str) -> Result<String, String> {
        self.context.assets.url(name)
    }
}
