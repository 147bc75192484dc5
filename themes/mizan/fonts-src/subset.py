#!/usr/bin/env python3
"""Makes the theme's fonts from IBM Plex Sans Arabic (npm: @ibm/plex-sans-arabic 1.1.0, OFL-1.1).

    npm pack @ibm/plex-sans-arabic@1.1.0 && tar xf ibm-plex-sans-arabic-1.1.0.tgz
    pip install fonttools==4.* brotli
    python3 subset.py package/fonts/complete/woff2

Writes ../static/fonts/*.woff2 (what pages load) and *.ttf here (what pictures are drawn with). What browsers load differs
from the original in three respects: marks are moved (see marks.py), joiners are added (see joiners.py), and Latin digits
have one form (see LATIN_DROPS).
The licence reserves the name "Plex", and a subset is a modified version: so the copies have
another name, "Mizan Sans", in their name table and in the style sheet.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

import joiners
import marks

FAMILY = "Mizan Sans"
HERE = Path(__file__).resolve().parent
WEB = HERE.parent / "static" / "fonts"

# The same ranges as `unicode-range` in static/parts/_fonts.css.
ARABIC_LETTERS = "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+2066-2069,U+FB50-FDFF,U+FE70-FEFC"
# What follows Arabic words: otherwise each word would be a run of its own, and be placed on its own. Not the full stop,
# comma, hyphen and slash, which are kerned with Latin letters and digits, as in "HTTP/1.1".
BETWEEN = "U+0020-0021,U+0028-0029,U+003A,U+00A0,U+00AB,U+00B7,U+00BB,U+2026"
ARABIC = f"{ARABIC_LETTERS},{BETWEEN}"
LATIN = (
    "U+0000-017F,U+0192,U+0218-021B,U+02BB-02BC,U+02C6,U+02DA,U+02DC,"
    "U+1E9E,U+2000-200B,U+2010-2065,U+20A0-20BF,U+2113,U+2116,U+2122,U+2212,U+2215,U+2260,U+2264-2265"
)
# The form of a digit in Arabic lines is smaller. Browsers decide by what precedes it, and not all alike, so that "0-RTT"
# has a small zero beside large letters.
LATIN_DROPS = ("locl",)
WEIGHTS = {400: ("Regular", "Regular"), 600: ("SemiBold", "SemiBold")}


def rename(font: TTFont, style: str) -> None:
    names = {
        1: FAMILY if style == "Regular" else f"{FAMILY} {style}",
        2: "Regular",
        3: f"{FAMILY} {style}; from IBM Plex Sans Arabic 1.101",
        4: f"{FAMILY} {style}",
        6: f"{FAMILY.replace(' ', '')}-{style}",
        16: FAMILY,
        17: style,
    }
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]


def make(source: Path, unicodes: str, style: str, target: Path, drops: tuple[str, ...] = (), arabic: bool = False) -> None:
    options = subset.Options()
    options.flavor = "woff2" if target.suffix == ".woff2" else None
    options.layout_features = [feature for feature in options.layout_features if feature not in drops]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.hinting = False
    options.drop_tables += ["DSIG"]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(unicodes.replace("U+", "")))
    subsetter.subset(font)
    if arabic:
        marks.settle(font)
        joiners.add(font)
    rename(font, style)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    subset.save_font(font, str(target), options)
    print(f"{target.name}: {target.stat().st_size} bytes, {len(font.getGlyphOrder())} glyphs")


def main() -> None:
    origin = Path(sys.argv[1])
    WEB.mkdir(parents=True, exist_ok=True)
    for weight, (file, style) in WEIGHTS.items():
        source = origin / f"IBMPlexSansArabic-{file}.woff2"
        make(source, ARABIC, style, WEB / f"mizan-arabic-{weight}.woff2", arabic=True)
        make(source, LATIN, style, WEB / f"mizan-latin-{weight}.woff2", drops=LATIN_DROPS)
        make(source, f"{ARABIC},{LATIN}", style, HERE / f"mizan-sans-{weight}.ttf")


if __name__ == "__main__":
    main()
