//! SVG images, without scripts and references: somebody may open the file by itself, on the site's
//! own origin. Only known elements of SVG are kept, and of their attributes those that neither contain a
//! script nor refer to another file. Editors' own elements and attributes, comments and the document
//! type, which show nothing, are dropped silently; the rest is reported.

mod css;
mod expansion;

use std::collections::BTreeSet;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::image::{Fault, Image, fault};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// SVG 2, appendix F (element index), Filter Effects 1 and CSS Masking 1, but those that run or embed.
const ELEMENTS: &[&str] = &[
    "a",
    "animate",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

const SAVE_PLAIN: &str = "save the image again as plain SVG";

fn damaged(error: impl std::fmt::Display) -> Fault {
    fault(format!("is not XML: {error}"), SAVE_PLAIN)
}

pub(super) fn read(bytes: &[u8]) -> Result<Image, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| fault("is not UTF-8", "save the image again as UTF-8"))?;
    if let Some(found) = text.chars().find(|c| !is_xml(*c)) {
        return Err(control_character(found));
    }
    let mut cleaner = Cleaner {
        reader: NsReader::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text)),
        writer: Writer::new(Vec::with_capacity(bytes.len())),
        removed: BTreeSet::new(),
        size: None,
        depth: 0,
        style: None,
    };
    while cleaner.step()? {}
    let Some((width, height)) = cleaner.size else {
        return Err(fault("has no `<svg>` element", SAVE_PLAIN));
    };
    let cleaned = cleaner.writer.into_inner();
    // The reader above accepts more than XML allows, in names for example; a browser shows nothing of such a file.
    let document = std::str::from_utf8(&cleaned).map_err(damaged)?;
    let document = roxmltree::Document::parse(document).map_err(damaged)?;
    if expansion::is_too_large(&document) {
        return Err(fault(
            format!("draws more than {} elements, with all copies by `<use>`", expansion::MOST),
            "draw fewer shapes, or save the image as PNG or WebP",
        ));
    }
    Ok(Image { width, height, mime: "image/svg+xml", cleaned: Some(cleaned), removed: cleaner.removed })
}

/// Whether a character may be in a document (XML 1.0, section 2.2, Char).
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

fn control_character(found: char) -> Fault {
    let message = format!("contains the character U+{:04X}, which XML does not allow", u32::from(found));
    fault(message, "save the image again: it is damaged")
}

/// Deeper than drawing programs nest; what reads the image calls itself for each level.
const MAX_DEPTH: usize = 256;

struct Cleaner<'a> {
    reader: NsReader<&'a [u8]>,
    writer: Writer<Vec<u8>>,
    removed: BTreeSet<String>,
    /// Of the outermost element, once that was met.
    size: Option<(u32, u32)>,
    depth: usize,
    /// The text of the current `style` element.
    style: Option<String>,
}

impl Cleaner<'_> {
    /// Takes one event; false at the end.
    fn step(&mut self) -> Result<bool, Fault> {
        match self.reader.read_event().map_err(damaged)? {
            // Of the children of a style element only text is CSS (SVG 2, section 6.3).
            Event::Start(start) if self.style.is_some() => {
                let end = start.to_end().into_owned();
                self.reader.read_to_end(end.name()).map_err(damaged)?;
            }
            Event::Empty(_) if self.style.is_some() => {}
            Event::Start(_) | Event::Empty(_) if self.depth == 0 && self.size.is_some() => {
                return Err(fault("has more than one root element", SAVE_PLAIN));
            }
            Event::Start(_) if self.depth == MAX_DEPTH => {
                return Err(fault(format!("is nested more than {MAX_DEPTH} levels deep"), SAVE_PLAIN));
            }
            Event::Start(start) => {
                match self.element(&start)? {
                    Some(_) if start.local_name().as_ref() == "style" => self.style = Some(String::new()),
                    Some(kept) => self.write(Event::Start(kept))?,
                    None => {
                        let end = start.to_end().into_owned();
                        self.reader.read_to_end(end.name()).map_err(damaged)?;
                        return Ok(true);
                    }
                }
                self.depth += 1;
            }
            Event::Empty(start) => {
                if let Some(kept) = self.element(&start)? {
                    self.write(Event::Empty(kept))?;
                }
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                match self.style.take() {
                    Some(css) => self.style_element(&css)?,
                    None => self.write(Event::End(end))?,
                }
            }
            Event::Text(text) => match &mut self.style {
                Some(css) => css.push_str(&text),
                None if self.depth > 0 => self.write(Event::Text(text))?,
                None => {}
            },
            Event::CData(data) => match &mut self.style {
                Some(css) => css.push_str(&data),
                None if self.depth == 0 => {}
                None => {
                    let text = data.escape().map_err(damaged)?;
                    self.write(Event::Text(text))?;
                }
            },
            Event::GeneralRef(reference) => {
                let known = reference.is_char_ref() || matches!(&*reference, "lt" | "gt" | "amp" | "quot" | "apos");
                if !known {
                    return Err(fault(format!("uses the entity `&{};`", &*reference), SAVE_PLAIN));
                }
                let raw = format!("&{};", &*reference);
                let text = quick_xml::escape::unescape(&raw).map_err(damaged)?.into_owned();
                if let Some(found) = text.chars().find(|c| !is_xml(*c)) {
                    return Err(control_character(found));
                }
                match &mut self.style {
                    Some(css) => css.push_str(&text),
                    None if self.depth == 0 => {}
                    None => self.write(Event::GeneralRef(reference))?,
                }
            }
            Event::PI(instruction) => {
                if instruction.target() == "xml-stylesheet" {
                    self.removed.insert("an external stylesheet".to_owned());
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::DocType(_) => {}
            Event::Eof if self.depth > 0 => return Err(fault("has an unclosed element", SAVE_PLAIN)),
            Event::Eof => return Ok(false),
        }
        Ok(true)
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), Fault> {
        self.writer.write_event(event).map_err(damaged)
    }

    /// The element with what may stay of it, or nothing.
    fn element(&mut self, start: &BytesStart<'_>) -> Result<Option<BytesStart<'static>>, Fault> {
        let name = start.name();
        let local = name.local_name().as_ref().to_owned();
        let (namespace, _) = self.reader.resolver().resolve_element(name);
        let in_svg = matches!(namespace, ResolveResult::Bound(Namespace(SVG)));
        if self.size.is_none() {
            if !in_svg || local != "svg" {
                let message = if local == "svg" {
                    "lacks `xmlns=\"http://www.w3.org/2000/svg\"`"
                } else {
                    "has no `<svg>` element"
                };
                return Err(fault(message, SAVE_PLAIN));
            }
            self.size = Some(size(start)?);
        }
        if !in_svg || !ELEMENTS.contains(&local.as_str()) {
            if in_svg || matches!(namespace, ResolveResult::Bound(Namespace(XHTML))) {
                self.removed.insert(format!("<{local}>"));
            }
            return Ok(None);
        }
        let mut kept = BytesStart::new(name.as_ref().to_owned());
        for attribute in start.attributes() {
            let attribute = attribute.map_err(damaged)?;
            let key = attribute.key;
            let value = quick_xml::escape::unescape(&attribute.value)
                .map_err(|_| fault(format!("uses an entity in `{}`", key.as_ref()), SAVE_PLAIN))?;
            if let Some(found) = value.chars().find(|c| !is_xml(*c)) {
                return Err(control_character(found));
            }
            match check_attribute(&local, key.as_ref(), &self.reader.resolver().resolve_attribute(key).0, &value) {
                Verdict::Keep => kept.push_attribute((key.as_ref(), &*value)),
                Verdict::Drop => {}
                Verdict::Remove => {
                    self.removed.insert(format!("{} of <{local}>", key.as_ref()));
                }
                Verdict::RemoveElement => {
                    self.removed.insert(format!("<{local}> that changes {value}"));
                    return Ok(None);
                }
            }
        }
        Ok(Some(kept))
    }

    fn style_element(&mut self, css: &str) -> Result<(), Fault> {
        if css::fetches(css) {
            self.removed.insert("<style> that loads external files".to_owned());
            return Ok(());
        }
        self.write(Event::Start(BytesStart::new("style")))?;
        self.write(Event::Text(BytesText::new(css)))?;
        self.write(Event::End(BytesEnd::new("style")))
    }
}

enum Verdict {
    Keep,
    /// It shows nothing.
    Drop,
    Remove,
    RemoveElement,
}

fn check_attribute(element: &str, key: &str, namespace: &ResolveResult<'_>, value: &str) -> Verdict {
    if key == "xmlns" || key.starts_with("xmlns:") {
        return Verdict::Keep;
    }
    let local = key.rsplit_once(':').map_or(key, |(_, local)| local);
    match namespace {
        ResolveResult::Unbound => {}
        ResolveResult::Bound(Namespace(XLINK)) if local == "href" => {}
        ResolveResult::Bound(Namespace(XML)) if local != "base" => return Verdict::Keep,
        ResolveResult::Bound(Namespace(XML)) => return Verdict::Remove,
        _ => return Verdict::Drop,
    }
    let lower = local.to_ascii_lowercase();
    if lower.starts_with("on") {
        return Verdict::Remove;
    }
    if lower == "href" || lower == "src" {
        return if is_own(value) { Verdict::Keep } else { Verdict::Remove };
    }
    if lower == "attributename" {
        let target = value.trim().to_ascii_lowercase();
        let target = target.rsplit_once(':').map_or(target.as_str(), |(_, local)| local);
        if target == "href" || target.starts_with("on") {
            return Verdict::RemoveElement;
        }
    }
    let dense: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    if dense.to_ascii_lowercase().contains("javascript:") {
        return if element == "a" || element == "set" || element.starts_with("animate") {
            Verdict::RemoveElement
        } else {
            Verdict::Remove
        };
    }
    if css::fetches(value) { Verdict::Remove } else { Verdict::Keep }
}

/// Within the image, or an image of pixels inside it.
fn is_own(address: &str) -> bool {
    let address = address.trim();
    let is_format = |format: &&str| {
        let prefix = format!("data:image/{format};base64,");
        address.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(&prefix))
    };
    address.starts_with('#') || ["png", "jpeg", "jpg", "webp", "avif", "gif"].iter().any(is_format)
}

/// Width and height in CSS pixels: from the outermost element's attributes, else from its `viewBox`.
fn size(svg: &BytesStart<'_>) -> Result<(u32, u32), Fault> {
    let attribute = |name: &str| -> Option<String> {
        let attribute = svg.attributes().filter_map(Result::ok).find(|attribute| attribute.key.as_ref() == name)?;
        quick_xml::escape::unescape(&attribute.value).ok().map(std::borrow::Cow::into_owned)
    };
    let (width, height) = (attribute("width").and_then(|v| length(&v)), attribute("height").and_then(|v| length(&v)));
    let view = attribute("viewBox").and_then(|view| {
        let numbers: Vec<f64> = view
            .split(|c: char| c.is_ascii_whitespace() || c == ',')
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()?;
        match numbers.as_slice() {
            [_, _, width, height] if *width > 0.0 && *height > 0.0 => Some((*width, *height)),
            _ => None,
        }
    });
    let size = match (width, height, view) {
        (Some(width), Some(height), _) => Some((width, height)),
        (Some(width), None, Some((w, h))) => Some((width, width * h / w)),
        (None, Some(height), Some((w, h))) => Some((height * w / h, height)),
        (None, None, Some(view)) => Some(view),
        _ => None,
    };
    let whole = |n: f64| (n.is_finite() && n > 0.0 && n <= f64::from(1 << 20)).then(|| n.round().max(1.0) as u32);
    size.and_then(|(width, height)| Some((whole(width)?, whole(height)?)))
        .ok_or_else(|| fault("has neither width and height nor a viewBox", "add a viewBox to the svg element"))
}

/// CSS pixels of an absolute length (CSS Values 4, section 6.2).
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text.find(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'e' | 'E') || c == '%').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().map(|number| number * factor).filter(|pixels| *pixels > 0.0)
}
