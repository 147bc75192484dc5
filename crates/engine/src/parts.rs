//! The parts that pages are made with. Each depends on its own inputs, so that one can be updated without the others.

use std::sync::Arc;

use super::pages;
use mizan_export::Assets;
use mizan_export::assets::{Pictures, ThemeAssets};
use mizan_i18n::{Locale, Messages};
use mizan_model::config::Config;
use mizan_model::{Languages, Site};
use mizan_plan::{BasePath, Plan};
use mizan_render::view::IconLink;
use mizan_render::{Engine, RenderContext, Templates, Theme, theme};
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Diagnostics, Suppressions};

/// A theme, and its templates unless these have errors.
pub(super) struct LoadedTheme {
    pub theme: Theme,
    pub templates: Option<Templates>,
}

pub(super) fn load_theme(sources: &SourceMap, config: &Config) -> (LoadedTheme, Diagnostics) {
    let (theme, mut diagnostics) = theme::load(sources, config);
    let (templates, found) = Templates::new(&theme, sources, !config.frame_ancestors.is_empty());
    diagnostics.append(found);
    (LoadedTheme { theme, templates }, diagnostics)
}

pub(super) fn theme_assets(sources: &SourceMap, look: &LoadedTheme, base: &BasePath) -> (ThemeAssets, Diagnostics) {
    let themes: Vec<&str> = look.theme.chain.iter().map(String::as_str).collect();
    ThemeAssets::build(sources, &themes, &look.theme.elsewhere, base)
}

pub(super) fn pictures(sources: &SourceMap, config: &Config, base: &BasePath) -> (Pictures, Diagnostics) {
    Pictures::build(sources, &language_ids(config), base)
}

pub(super) fn language_ids(config: &Config) -> Vec<&str> {
    config.languages.iter().map(|language| language.id.as_str()).collect()
}

/// The site's own icons.
pub(super) fn icons(sources: &SourceMap, base: &BasePath) -> Vec<IconLink> {
    let names = sources.under("static/").filter_map(|(path, _)| path.strip_prefix("static/"));
    mizan_render::present::icons(names, base)
}

/// All that the builders of views read from, but for the theme's templates.
pub(super) fn context(
    look: &LoadedTheme,
    (site, unread): (Site, Suppressions),
    plan: Arc<Plan>,
    locales: Arc<Languages<Locale>>,
    messages: Arc<Languages<Messages>>,
    (assets, icons): (&Arc<Assets>, Vec<IconLink>),
    preview: bool,
) -> Arc<RenderContext> {
    let translations = site.guides.iter().flat_map(|guide| guide.translations.values());
    let outdated = translations.chain(site.translations.values()).flat_map(|translation| translation.outdated.values());
    let preview = preview.then(|| outdated.copied().collect());
    Arc::new(RenderContext {
        options: look.theme.options_for_templates(),
        pictures: Arc::new(pages::Pictured(Arc::clone(assets))),
        assets: Arc::new(pages::ThemeFileUrls(Arc::clone(assets))),
        stylesheets: look.theme.stylesheets.clone(),
        fonts: look.theme.fonts.clone(),
        icons,
        site,
        unread,
        plan,
        locales,
        messages,
        preview,
    })
}

/// The templates, with what they may ask of `context`.
pub(super) fn engine(look: &LoadedTheme, context: &Arc<RenderContext>) -> Option<Engine> {
    look.templates.as_ref().map(|templates| templates.with_functions(mizan_render::functions(context)))
}
