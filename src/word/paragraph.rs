//! Reading WordprocessingML: elements whatever their prefix, and the text of a paragraph that is
//! visible.

use roxmltree::Node;

use super::TrackedChanges;

/// The two namespaces of the format: as Word writes it, and its strict form.
const NAMESPACES: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// Whether `node` is the element `name` of the format.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    let tag = node.tag_name();
    tag.name() == name
        && tag
            .namespace()
            .is_some_and(|namespace| NAMESPACES.contains(&namespace))
}

/// The elements of the format below `node`, in their order. Of alternatives only the first is read:
/// the other says the same for older programs.
pub(super) fn words<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |own| {
        own.is_element()
            && own
                .tag_name()
                .namespace()
                .is_some_and(|namespace| NAMESPACES.contains(&namespace))
            && !own
                .ancestors()
                .take_while(|above| *above != node)
                .any(|above| above.tag_name().name() == "Fallback")
    })
}

/// The child `name` of `node`.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|own| is(*own, name))
}

/// The attribute `val` of `node`.
pub(super) fn value<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attributes()
        .find(|own| own.name() == "val")
        .map(|own| own.value())
}

/// Whether a mark in the text says yes: `<w:b/>` and `<w:b w:val="1"/>`, not `<w:b w:val="0"/>`.
fn is_on(node: Node<'_, '_>) -> bool {
    !matches!(value(node), Some("0" | "false" | "off"))
}

/// Whether what stands in the change `name` is gone from the text.
fn is_gone(name: &str, changes: TrackedChanges) -> bool {
    match changes {
        TrackedChanges::Accept => matches!(name, "del" | "moveFrom"),
        TrackedChanges::Reject => matches!(name, "ins" | "moveTo"),
    }
}

/// Whether the end of the paragraph `node` is gone, so that its text belongs to the next one.
pub(super) fn end_is_gone(node: Node<'_, '_>, changes: TrackedChanges) -> bool {
    let mark = child(node, "pPr").and_then(|own| child(own, "rPr"));
    mark.is_some_and(|mark| {
        mark.children()
            .any(|own| is_gone(own.tag_name().name(), changes))
    })
}

/// The text of the paragraph `node` that is visible, without that of paragraphs inside it (text
/// boxes).
pub(super) fn visible_text(node: Node<'_, '_>, changes: TrackedChanges) -> String {
    let mut text = String::new();
    for own in words(node) {
        let name = own.tag_name().name();
        let adds = match name {
            "t" | "delText" => own.text().unwrap_or_default(),
            "tab" | "br" | "cr" => " ",
            "noBreakHyphen" => "\u{2011}",
            _ => continue,
        };
        let mut above = own.ancestors().skip(1).take_while(|above| *above != node);
        let hidden = above.any(|above| {
            let name = above.tag_name().name();
            is_gone(name, changes)
                || name == "txbxContent"
                || name == "tabs"
                || (is(above, "r")
                    && child(above, "rPr")
                        .and_then(|own| child(own, "vanish"))
                        .is_some_and(is_on))
        });
        if !hidden && (name != "delText" || changes == TrackedChanges::Reject) {
            text.push_str(adds);
        }
    }
    text
}
