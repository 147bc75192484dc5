//! Pages as a browser parses them.

use std::collections::BTreeSet;

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

pub(crate) use mizan_testkit::visible_text;

/// The values of `attribute` of all elements `tag`.
pub(crate) fn attributes(html: &str, tag: &str, attribute: &str) -> BTreeSet<String> {
    fn walk(node: &Handle, tag: &str, attribute: &str, found: &mut BTreeSet<String>) {
        if let NodeData::Element { name, attrs, .. } = &node.data
            && &*name.local == tag
        {
            let attrs = attrs.borrow();
            found.extend(attrs.iter().filter(|a| &*a.name.local == attribute).map(|a| a.value.to_string()));
        }
        for child in node.children.borrow().iter() {
            walk(child, tag, attribute, found);
        }
    }
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    let mut found = BTreeSet::new();
    walk(&dom.document, tag, attribute, &mut found);
    found
}
