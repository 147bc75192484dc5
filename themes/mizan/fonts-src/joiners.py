"""Gives the font the characters that join, separate and direct letters, as one glyph that draws nothing.

The typeface has none of them. A browser that looks for one font for a letter and what follows it, as WebKit does, then
takes another font for the last letter before a zero width non-joiner, and cuts it off from its word: so Persian, which
writes them in every second line, could not be read.
"""

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

INVISIBLE = [*range(0x200C, 0x2010), *range(0x2066, 0x206A)]
NAME = "invisible"


def add(font: TTFont) -> None:
    font.setGlyphOrder([*font.getGlyphOrder(), NAME])
    font["glyf"][NAME] = Glyph()
    font["hmtx"][NAME] = (0, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update((code, NAME) for code in INVISIBLE if code not in table.cmap)
