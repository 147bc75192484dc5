#!/usr/bin/env python3
"""Makes the theme's fonts from IBM Plex Sans Arabic (npm: @ibm/plex-sans-arabic 1.1.0, OFL-1.1).

    npm pack @ibm/plex-sans-arabic@1.1.0 && tar xf ibm-plex-sans-arabic-1.1.0.tgz
    pip install fonttools==4.* brotli
    python3 subset.py package/fonts/complete/woff2

Writes ../static/fonts/*.woff2 (what pages load) and *.ttf here (what pictures are drawn with).
The licence reserves the name "Plex", and a subset is a modified version: so the copies have
another name, "Mizan Sans", in their name table and in the style sheet.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Mizan Sans"
HERE = Path(__file__).resolve().parent
WEB = HERE.parent / "static" / "fonts"

# The same ranges as `unicode-range` in static/parts/_fonts.css.
ARABIC = "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+2066-2069,U+FB50-FDFF,U+FE70-FEFC"
LATIN = (
    "U+0000-017F,U+0192,U+0218-021B,U+02BB-02BC,U+02C6,U+02DA,U+02DC,"
    "U+1E9E,U+2000-200B,U+2010-2065,U+20A0-20BF,U+2113,U+2116,U+2122,U+2212,U+2215,U+2260,U+2264-2265"
)
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


def make(source: Path, unicodes: str, style: str, flavor: str | None, target: Path) -> None:
    options = subset.Options()
    options.flavor = flavor
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.hinting = False
    options.drop_tables += ["DSIG"]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(unicodes.replace("U+", "")))
    subsetter.subset(font)
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
        make(source, ARABIC, style, "woff2", WEB / f"mizan-arabic-{weight}.woff2")
        make(source, LATIN, style, "woff2", WEB / f"mizan-latin-{weight}.woff2")
        make(source, f"{ARABIC},{LATIN}", style, None, HERE / f"mizan-sans-{weight}.ttf")


if __name__ == "__main__":
    main()
