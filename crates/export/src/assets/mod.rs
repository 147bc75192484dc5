//! Files that pages use: the theme's stylesheets, fonts and images, and the images of content.
//! Each gets a name with a hash of its bytes, so that browsers may cache it forever, and everything
//! that refers to it (templates, prose, stylesheets) gets that name here, before a page is rendered.

mod css_error;
mod image;
mod stylesheet;
mod svg;
#[cfg(test)]
mod tests;

pub use stylesheet::is_part;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::{Artifact, Class};
use mizan_plan::{BasePath, Route};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, did_you_mean};
use mizan_source::{SourceId, SourceMap, Span};

/// The owner of images: paths in prose are relative to the folder of what they belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Owner<'a> {
    /// content/guides/ID, by id.
    Guide(&'a str),
    /// content/pages/ID, by id.
    Page(&'a str),
}

impl Owner<'_> {
    fn folder(self) -> String {
        match self {
            Owner::Guide(id) => format!("content/guides/{id}/"),
            Owner::Page(id) => format!("content/pages/{id}/"),
        }
    }
}

/// An image as pages name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageInfo {
    /// With the base path, percent-encoded.
    pub url: String,
    /// The same with `base_url`, for feeds and metadata.
    pub absolute: String,
    /// CSS pixels; 0 for an image that could not be read (an error is reported then).
    pub width: u32,
    /// CSS pixels; 0 as `width`.
    pub height: u32,
    /// MIME type.
    pub mime: &'static str,
}

impl ImageInfo {
    /// Made of pixels: what Open Graph's consumers can show.
    pub fn is_raster(&self) -> bool {
        self.mime != "image/svg+xml"
    }
}

/// Nothing of that name is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAsset {
    /// One sentence without a full stop.
    pub message: String,
    /// The name that was most likely intended, as the author would write it.
    pub suggestion: Option<String>,
}

#[derive(Clone, Debug)]
enum Bytes {
    Source(SourceId),
    Made(Vec<u8>),
}

/// One file under `assets/`, by its path in the output.
type Files = BTreeMap<String, Bytes>;

/// All of them, by the names under which authors know them.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    theme: Arc<ThemeAssets>,
    pictures: Arc<Pictures>,
}

/// Files of themes.
#[derive(Clone, Debug, Default)]
pub struct ThemeAssets {
    files: Files,
    /// Name in the theme's static folder → URL.
    urls: BTreeMap<String, String>,
    data_images: bool,
}

/// Images of content.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    files: Files,
    /// Path in the source → image.
    images: BTreeMap<String, ImageInfo>,
}

impl ThemeAssets {
    /// Takes `static/` of each theme in `themes` (names, nearest first: a nearer theme's file hides the same file
    /// of those it extends). `elsewhere` are sources of a Content-Security-Policy from which pages may load files.
    pub fn build(
        sources: &SourceMap,
        themes: &[&str],
        elsewhere: &[String],
        base: &BasePath,
    ) -> (ThemeAssets, Diagnostics) {
        let mut assets = ThemeAssets::default();
        let mut diagnostics = Diagnostics::default();
        assets.add(sources, themes, elsewhere, base, &mut diagnostics);
        (assets, diagnostics)
    }
}

impl Pictures {
    /// Takes the images of guides and pages in `languages` (ids).
    pub fn build(sources: &SourceMap, languages: &[&str], base: &BasePath) -> (Pictures, Diagnostics) {
        let mut pictures = Pictures::default();
        let mut diagnostics = Diagnostics::default();
        pictures.add(sources, languages, base, &mut diagnostics);
        (pictures, diagnostics)
    }
}

/// Whether a file of the source is an image of content, in a site with these languages (ids).
pub fn is_picture(path: &str, languages: &[&str]) -> bool {
    image_name(path, languages).is_some()
}

impl Assets {
    /// Both together.
    pub fn new(theme: Arc<ThemeAssets>, pictures: Arc<Pictures>) -> Assets {
        Assets { theme, pictures }
    }

    /// [`ThemeAssets::build`] and [`Images::build`].
    pub fn build(sources: &SourceMap, themes: &[&str], languages: &[&str], base: &BasePath) -> (Assets, Diagnostics) {
        let (theme, mut diagnostics) = ThemeAssets::build(sources, themes, &[], base);
        let (pictures, found) = Pictures::build(sources, languages, base);
        diagnostics.append(found);
        (Assets::new(Arc::new(theme), Arc::new(pictures)), diagnostics)
    }

    /// The URL (with base path, percent-encoded) of a file in the theme's static folder: `style.css`.
    ///
    /// # Errors
    /// [`NoAsset`] if no theme has it.
    pub fn url(&self, name: &str) -> Result<&str, NoAsset> {
        self.theme.urls.get(name).map(String::as_str).ok_or_else(|| NoAsset {
            message: if is_part(name) {
                format!("`{name}` is a partial stylesheet, which pages cannot link to")
            } else {
                format!("cannot find `static/{name}` in the theme")
            },
            suggestion: did_you_mean(name, self.theme.urls.keys().map(String::as_str)).map(str::to_owned),
        })
    }

    /// The names of the theme's files and their URLs.
    pub fn theme_urls(&self) -> impl Iterator<Item = (&str, &str)> {
        self.theme.urls.iter().map(|(name, url)| (name.as_str(), url.as_str()))
    }

    /// The image at `path` (`images/x.png`) of `owner`: the language's own, where it has one.
    ///
    /// # Errors
    /// [`NoAsset`] if there is none.
    pub fn image(&self, owner: Owner<'_>, lang: &str, path: &str) -> Result<&ImageInfo, NoAsset> {
        let path = path.strip_prefix("./").unwrap_or(path);
        let folder = owner.folder();
        let own = self.pictures.images.get(&format!("{folder}{lang}/{path}"));
        own.or_else(|| self.pictures.images.get(&format!("{folder}{path}"))).ok_or_else(|| {
            let own_folder = format!("{folder}{lang}/");
            let known: BTreeSet<&str> = self
                .pictures
                .images
                .keys()
                .filter_map(|known| known.strip_prefix(&own_folder).or_else(|| known.strip_prefix(&folder)))
                .filter(|known| known.starts_with("images/"))
                .collect();
            let close = did_you_mean(path, known.iter().copied());
            // A bare name, or one without its extension, is that file.
            let ends = |known: &&str| known.strip_prefix("images/").is_some_and(|name| name == path);
            let starts = |known: &&str| known.rsplit_once('.').is_some_and(|(stem, _)| stem == path);
            NoAsset {
                message: format!("cannot find the image `{folder}{path}`"),
                suggestion: known
                    .iter()
                    .copied()
                    .find(|known| ends(known) || starts(known))
                    .or(close)
                    .map(str::to_owned),
            }
        })
    }

    /// The image of a file of the source: `content/guides/whatsapp/images/cover.png`.
    pub fn picture(&self, file: &str) -> Option<&ImageInfo> {
        self.pictures.images.get(file)
    }

    /// The files of the source under `folder` that are images, sorted.
    pub fn pictures_under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.pictures
            .images
            .range(folder.to_owned()..)
            .map(|(file, _)| file.as_str())
            .take_while(move |file| file.starts_with(folder))
    }

    /// Whether a stylesheet holds images as `data:` URLs, which the Content-Security-Policy must
    /// then allow.
    pub fn has_data_images(&self) -> bool {
        self.theme.data_images
    }

    /// The files themselves, sorted by path; one is copied at a time.
    pub fn artifacts<'a>(&'a self, sources: &'a SourceMap) -> impl Iterator<Item = Artifact> + 'a {
        // The images' names come after the theme's in no order: the two are merged.
        let files: BTreeMap<&String, &Bytes> = self.theme.files.iter().chain(&self.pictures.files).collect();
        files.into_iter().map(|(path, bytes)| artifact(path, bytes, sources))
    }

    /// The file at `path` in the output: `assets/style.HASH.css`.
    pub fn artifact(&self, path: &str, sources: &SourceMap) -> Option<Artifact> {
        let bytes = self.pictures.files.get(path).or_else(|| self.theme.files.get(path))?;
        Some(artifact(path, bytes, sources))
    }
}

fn artifact(path: &str, bytes: &Bytes, sources: &SourceMap) -> Artifact {
    let bytes = match bytes {
        Bytes::Source(id) => sources.file(*id).bytes.clone(),
        Bytes::Made(bytes) => bytes.clone(),
    };
    Artifact::new(Class::Asset, path, bytes)
}

impl ThemeAssets {
    fn add(
        &mut self,
        sources: &SourceMap,
        themes: &[&str],
        elsewhere: &[String],
        base: &BasePath,
        diagnostics: &mut Diagnostics,
    ) {
        let mut names: BTreeMap<String, SourceId> = BTreeMap::new();
        for theme in themes {
            let folder = format!("themes/{theme}/static/");
            for (path, id) in sources.under(&folder) {
                if let Some(name) = path.strip_prefix(&folder) {
                    names.entry(name.to_owned()).or_insert(id);
                }
            }
        }
        let mut made = stylesheet::Outputs::default();
        for (name, id) in &names {
            if !stylesheet::is_stylesheet(name) {
                let path = fingerprinted(name, &sources.file(*id).bytes);
                made.paths.insert(name.clone(), path.clone());
                self.files.insert(path, Bytes::Source(*id));
            }
        }
        stylesheet::make_all(sources, &names, elsewhere, &mut made, diagnostics);
        for (path, css) in made.stylesheets {
            self.files.insert(path, Bytes::Made(css.into_bytes()));
        }
        self.data_images = made.data_images;
        self.urls = made.paths.into_iter().map(|(name, path)| (name, base.href(&Route::root().file(&path)))).collect();
    }
}

impl Pictures {
    fn add(&mut self, sources: &SourceMap, languages: &[&str], base: &BasePath, diagnostics: &mut Diagnostics) {
        for (path, id) in sources.under("content/") {
            let Some(name) = image_name(path, languages) else { continue };
            let source = sources.file(id);
            let (file, info) = match image::read(&name, &source.bytes) {
                Ok(image) => {
                    if !image.removed.is_empty() {
                        diagnostics.push(removed(path, id, &image.removed));
                    }
                    let bytes = image.cleaned.map_or(Bytes::Source(id), Bytes::Made);
                    let hashed = match &bytes {
                        Bytes::Made(made) => fingerprinted(&name, made),
                        Bytes::Source(_) => fingerprinted(&name, &sources.file(id).bytes),
                    };
                    self.files.insert(hashed.clone(), bytes);
                    (hashed, (image.width, image.height, image.mime))
                }
                Err(fault) => {
                    diagnostics.push(
                        Diagnostic::error(Code::BadImage, format!("the image `{path}` {}", fault.message))
                            .at(Span::new(id, 0..0), not_an_image(path))
                            .help(fault.help),
                    );
                    (name, (0, 0, "image/png"))
                }
            };
            let route = Route::root().file(&file);
            let (width, height, mime) = info;
            let info = ImageInfo { url: base.href(&route), absolute: base.absolute(&route), width, height, mime };
            self.images.insert(path.to_owned(), info);
        }
    }
}

/// Where an image of content goes, before its hash: `whatsapp/cover.png`, `ar/whatsapp/cover.png`.
/// `None` if the file is not an image of content.
fn image_name(path: &str, languages: &[&str]) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["content", "guides" | "pages", id, "images", name @ ..] if !name.is_empty() => {
            Some(format!("{id}/{}", name.join("/")))
        }
        ["content", "guides" | "pages", id, lang, "images", name @ ..]
            if !name.is_empty() && languages.contains(lang) =>
        {
            Some(format!("{lang}/{id}/{}", name.join("/")))
        }
        _ => None,
    }
}

/// What is wrong with a file that is no image of the type of its extension.
fn not_an_image(path: &str) -> String {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "png" | "svg" | "avif" => format!("not a valid {} image", extension.to_uppercase()),
        "jpg" | "jpeg" => "not a valid JPEG image".to_owned(),
        "webp" => "not a valid WebP image".to_owned(),
        _ => "not an image that pages can show".to_owned(),
    }
}

fn removed(path: &str, id: SourceId, removed: &BTreeSet<String>) -> Diagnostic {
    let list = removed.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    Diagnostic::warning(
        Code::BadImage,
        format!("active or external content was removed from the image `{path}`: {list}"),
    )
    .at(Span::new(id, 0..0), list)
    .help("save the image as plain SVG, without scripts and without external files")
}

/// `assets/fonts/x.HASH.woff2` for `fonts/x.woff2`: ten hexadecimal digits of BLAKE3.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let hash = hash.get(..10).unwrap_or_default();
    let (folder, file) =
        name.rsplit_once('/').map_or((String::new(), name), |(folder, file)| (format!("{folder}/"), file));
    match file.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{folder}{stem}.{hash}.{extension}"),
        None => format!("assets/{folder}{file}.{hash}"),
    }
}

/// The site's `static/`, to the root of the output, byte for byte.
pub fn copied(sources: &SourceMap) -> impl Iterator<Item = Artifact> + '_ {
    sources.under("static/").filter_map(|(path, id)| {
        let name = path.strip_prefix("static/")?;
        Some(Artifact::new(Class::Asset, name, sources.file(id).bytes.clone()))
    })
}
