//! Writes XML 1.0 that is well-formed for any text.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A document on its way, in UTF-8.
pub(crate) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Xml {
    /// A piece without a declaration.
    pub(crate) fn piece() -> Xml {
        Xml { writer: Writer::new(Vec::new()), open: Vec::new() }
    }

    pub(crate) fn document() -> Xml {
        let mut xml = Xml::piece();
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.line();
        xml
    }

    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.event(Event::Start(start(name, attributes)));
        self.open.push(name);
        self
    }

    pub(crate) fn close(&mut self) -> &mut Xml {
        if let Some(name) = self.open.pop() {
            self.event(Event::End(BytesEnd::new(name)));
        }
        self
    }

    pub(crate) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.event(Event::Empty(start(name, attributes)));
        self
    }

    pub(crate) fn text(&mut self, text: &str) -> &mut Xml {
        self.event(Event::Text(BytesText::new(&characters(text))));
        self
    }

    /// An element with nothing but text in it, and a line's end.
    pub(crate) fn leaf(&mut self, name: &'static str, text: &str) -> &mut Xml {
        self.open(name, &[]).text(text).close().line()
    }

    pub(crate) fn line(&mut self) -> &mut Xml {
        self.raw(b"\n")
    }

    /// Finished XML.
    pub(crate) fn raw(&mut self, xml: &[u8]) -> &mut Xml {
        self.writer.get_mut().extend_from_slice(xml);
        self
    }

    /// Closes what is open.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close().line();
        }
        self.writer.into_inner()
    }

    fn event(&mut self, event: Event<'_>) {
        // A Vec takes every write, so there is no error to return.
        let _ = self.writer.write_event(event);
    }
}

fn start(name: &'static str, attributes: &[(&str, &str)]) -> BytesStart<'static> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, &*characters(value)));
    }
    start
}

/// Without the characters that XML 1.0, section 2.2, does not have, not even as references.
fn characters(text: &str) -> Cow<'_, str> {
    let fine = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    if text.chars().all(fine) { Cow::Borrowed(text) } else { Cow::Owned(text.chars().filter(|c| fine(*c)).collect()) }
}
