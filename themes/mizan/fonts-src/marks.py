"""Moves each Arabic mark to the height at which it usually is.

The typeface draws all marks at one height, above the base line, and leaves it to GPOS to raise or lower them. WebKit
drops the vertical offset of every glyph but the first of a run: a kasra is then read as a fatha ("the sender" becomes
"the sent"), and a word that ends in a mark is drawn above or below the line.

So each outline is moved by its usual offset, and each anchor with it. Wherever offsets are applied nothing changes,
since an offset is the difference of two anchors; where they are dropped a mark is close to its place.
"""

from statistics import median

from fontTools.ttLib import TTFont

MARK_TO_BASE, MARK_TO_LIGATURE, MARK_TO_MARK, EXTENSION = 4, 5, 6, 9


def attachments(font: TTFont) -> list:
    """The subtables of GPOS that attach marks."""
    found = []
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            if subtable.LookupType == EXTENSION:
                subtable = subtable.ExtSubTable
            if subtable.LookupType in (MARK_TO_BASE, MARK_TO_LIGATURE, MARK_TO_MARK):
                found.append(subtable)
    return found


def usual_offsets(subtables: list) -> dict[str, int]:
    """By mark: how far it is usually moved up, which is the median over the bases that it can be attached to."""
    offsets: dict[str, int] = {}
    for subtable in subtables:
        if subtable.LookupType != MARK_TO_BASE:
            continue
        heights: dict[int, list[int]] = {}
        for base in subtable.BaseArray.BaseRecord:
            for mark_class, anchor in enumerate(base.BaseAnchor):
                if anchor:
                    heights.setdefault(mark_class, []).append(anchor.YCoordinate)
        for mark, record in zip(subtable.MarkCoverage.glyphs, subtable.MarkArray.MarkRecord):
            if record.Class in heights and mark not in offsets:
                offsets[mark] = round(median(heights[record.Class]) - record.MarkAnchor.YCoordinate)
    return offsets


def move_anchors(subtables: list, offsets: dict[str, int]) -> None:
    """Moves the anchors of each mark: those by which it is attached, and those that other marks are attached to."""
    moved = set()

    def move(anchor, offset: int) -> None:
        if anchor is not None and id(anchor) not in moved:
            moved.add(id(anchor))
            anchor.YCoordinate += offset

    for subtable in subtables:
        if subtable.LookupType == MARK_TO_MARK:
            for mark, record in zip(subtable.Mark1Coverage.glyphs, subtable.Mark1Array.MarkRecord):
                move(record.MarkAnchor, offsets.get(mark, 0))
            for mark, record in zip(subtable.Mark2Coverage.glyphs, subtable.Mark2Array.Mark2Record):
                for anchor in record.Mark2Anchor:
                    move(anchor, offsets.get(mark, 0))
        else:
            for mark, record in zip(subtable.MarkCoverage.glyphs, subtable.MarkArray.MarkRecord):
                move(record.MarkAnchor, offsets.get(mark, 0))


def move_outlines(font: TTFont, offsets: dict[str, int]) -> None:
    """Moves the outline of each mark. A glyph that contains a mark, but is none itself, stays as it is."""
    glyphs = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = glyphs[name]
        if glyph.isComposite():
            for component in glyph.components:
                component.y += offsets.get(name, 0) - offsets.get(component.glyphName, 0)
        elif name in offsets and glyph.numberOfContours > 0:
            glyph.coordinates.translate((0, offsets[name]))
    for name in font.getGlyphOrder():
        glyphs[name].recalcBounds(glyphs)


def settle(font: TTFont) -> None:
    subtables = attachments(font)
    offsets = usual_offsets(subtables)
    move_anchors(subtables, offsets)
    move_outlines(font, offsets)
