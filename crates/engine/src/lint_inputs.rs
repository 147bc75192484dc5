//! The inputs of lint rules about pages and images, as plain data.

use mizan_check::lint::{PageMeta, PageSubject, Picture};
use mizan_export::Assets;
use mizan_plan::{Page, PageKey};
use mizan_render::RenderContext;
use mizan_source::SourceMap;

/// A page with its title and description; `None` of pages that have no words of their own: fallbacks, lists, errors.
pub(super) fn page_meta(context: &RenderContext, page: &Page, title: String, description: String) -> Option<PageMeta> {
    if page.all_languages || page.original.is_some() {
        return None;
    }
    let subject = match &page.key {
        PageKey::Home { number: 1 } => PageSubject::Home,
        PageKey::Guide(guide) => PageSubject::Guide(*guide),
        PageKey::Tier(guide, tier) => PageSubject::Tier(*guide, *tier),
        PageKey::Pair(guide, pair) => {
            let pair = context.site.guides.interface(*guide)?.pairs.get(*pair)?;
            PageSubject::Pair(*guide, pair.a, pair.b)
        }
        PageKey::Tag(id) => PageSubject::Tag(id.clone()),
        PageKey::Standalone(id) => PageSubject::Page(id.clone()),
        PageKey::Home { .. } | PageKey::Languages | PageKey::Embed(_) | PageKey::NotFound => return None,
    };
    let (lang, path, indexed) = (page.lang, page.route.as_str().to_owned(), page.indexed);
    Some(PageMeta { subject, lang, path, title, description, indexed })
}

/// The images of content that can be shown.
pub(super) fn pictures(sources: &SourceMap, assets: &Assets) -> Vec<Picture> {
    let pictures = sources.under("content/").filter_map(|(path, file)| {
        let info = assets.picture(path).filter(|info| info.width > 0)?;
        Some(Picture {
            file,
            path: path.to_owned(),
            bytes: sources.file(file).bytes.len(),
            width: info.width,
            height: info.height,
            vector: info.mime == "image/svg+xml",
        })
    });
    pictures.collect()
}
