#!/usr/bin/env python3
"""Checks that two builds of the same guides have the same content, node by node.

    agree.py OURS THEIRS            compares every page, feed and sitemap; prints differences and exits with 1
    agree.py --self-test OURS THEIRS   also removes every word of some pages, one at a time: each must be noticed

OURS is the output of Mizan, THEIRS that of Hugo or Eleventy. Elements, attributes and words must be equal, after these
normalizations and no others:

 1. Isolates: `bdi` elements are unwrapped; U+2066-2069, 200E, 200F, 061C are dropped; so are `dir` and `lang`, but not
    those of `html`, which must be equal.
 2. Numbers with units (`span.num`): read as a number and a unit, by the plural forms that the corpus gives Mizan and the
    single word that it gives the peers. So "three users" equals "3 user", and a wrong number or unit is noticed.
 3. Money (`span.money`): read as amount, currency and period, whatever the order, the symbol and the element around them.
 4. `rel="external"`, which Mizan adds to external links in prose.
 5. White space: runs become one space, and none next to a block. The order of attributes, which minifiers may change.
 6. Home: its pages become one list, without the links between them. Guides of the same day may be in any order, there
    and in the feed (where the guides of the last day may differ).
 7. Feeds: title, self link, and the title, link, both dates and summary of each entry. Sitemaps, in any number of files:
    URL, modification date, translations without x-default.

Pages that the peers do not have: the list of languages at `/` (Hugo has a redirect there), 404, data.json, data.csv,
robots.txt, _headers.
"""
import os, random, re, sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import corpus

VOID = set("area base br col embed hr img input link meta source track wbr".split())
BLOCK = set("""html head body title meta link header nav main footer article section div p h1 h2 h3 h4 h5 h6 ul ol li dl dt
dd table caption thead tbody tfoot tr th td colgroup col""".split())
DIRECTION = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f\u061c"))
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫", "0123456789.", ",٬\u00a0\u202f")
CURRENCIES = {"$": "USD", "US$": "USD", "USD": "USD", "SAR": "SAR", "ر.س.": "SAR", "EGP": "EGP", "E£": "EGP", "ج.م.": "EGP"}
PERIODS = {"a month": "month", "شهريا": "month"}


class Node:
    def __init__(self, tag, attrs):
        self.tag, self.attrs, self.children = tag, attrs, []

    def text(self):
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)

    def find(self, tag, **attrs):
        for c in self.children:
            if isinstance(c, Node):
                if c.tag == tag and all(c.attrs.get(k.rstrip("_")) == v for k, v in attrs.items()):
                    return c
                if found := c.find(tag, **attrs):
                    return found


class Tree(HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]
        self.feed(text)
        self.close()
        if len(self.open) > 1:
            raise ValueError(f"<{self.open[-1].tag}> is not closed")

    def handle_decl(self, decl):
        self.root.children.append(Node("!" + decl.lower(), {}))

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {k: v or "" for k, v in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if self.open[-1].tag != tag:
            raise ValueError(f"</{tag}> closes <{self.open[-1].tag}>")
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def number(text, lang):
    """`span.num`: the number and the unit, or the text itself where it is none of the forms."""
    text = text.strip()
    for unit, forms in corpus.UNITS.items():
        shapes = list(zip(corpus.CATEGORIES[lang], forms[lang])) + [("other", "{n} " + corpus.BARE[unit][lang])]
        for category, form in shapes:
            if "{n}" in form:
                m = re.fullmatch(re.escape(form).replace(r"\{n\}", r"([\d٠-٩][\d٠-٩,٬٫.\u00a0]*)").replace(r"\ ", r"[ \u00a0]"), text)
                if m:
                    return f"{m[1].translate(DIGITS)} {unit}"
            elif text == form:
                return f"{ {'zero': 0, 'one': 1, 'two': 2}[category]} {unit}"
    return f"not a number: {text}"


def money(text):
    text = re.sub(r"\s+", " ", text).strip()
    for words, period in PERIODS.items():
        if text.endswith(" " + words):
            price = text[: -len(words)].strip()
            m = re.search(r"\d[\d,٬٫.]*\d", price.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")))
            if m:
                rest = (price[: m.start()] + price[m.end():]).strip()
                if rest in CURRENCIES:
                    return f"{m[0].translate(DIGITS)} {CURRENCIES[rest]} {period}"
    return f"not a price: {text}"


def clean(text):
    return re.sub(r"[ \t\r\n\f]+", " ", text.translate(DIRECTION))


def tokens(root, lang):
    """The page as a flat list: start tags with sorted attributes, text, end tags."""
    out = []

    def text(s):
        if out and out[-1][0] == "text":
            out[-1] = ("text", re.sub(" +", " ", out[-1][1] + s))
        else:
            out.append(("text", s))

    def walk(node):
        for c in node.children:
            if isinstance(c, str):
                text(clean(c))
            elif c.tag == "bdi":
                walk(c)
            else:
                attrs = {k: clean(v) for k, v in c.attrs.items() if c.tag == "html" or k not in ("dir", "lang")}
                if c.tag == "a" and attrs.get("rel") == "external":
                    del attrs["rel"]
                out.append(("start", c.tag, tuple(sorted(attrs.items()))))
                kind = c.attrs.get("class")
                if c.tag == "span" and kind in ("num", "money"):
                    said = clean(c.text())
                    text(number(said, lang) if kind == "num" else money(said))
                else:
                    walk(c)
                out.append(("end", c.tag))

    walk(root)
    block = lambda t: t is None or t[0] != "text" and (t[1] in BLOCK or t[1].startswith("!"))
    trimmed = []
    for i, t in enumerate(out):
        if t[0] == "text":
            s = t[1]
            if block(out[i - 1] if i else None): s = s.lstrip(" ")
            if block(out[i + 1] if i + 1 < len(out) else None): s = s.rstrip(" ")
            if not s: continue
            t = ("text", s)
        trimmed.append(t)
    return trimmed


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def pages(root):
    found = []
    for folder, _, names in os.walk(root):
        found += [os.path.relpath(os.path.join(folder, n), root) for n in names if n.endswith(".html")]
    apart = re.compile(r"(index|404|\w+/404)\.html|\w+/page/\d+/index\.html")
    return sorted(p for p in found if not apart.fullmatch(p))


def show(token):
    if token is None: return "the end"
    if token[0] == "text": return repr(token[1])
    if token[0] == "end": return f"</{token[1]}>"
    return "<" + " ".join([token[1]] + [f'{k}="{v}"' for k, v in token[2]]) + ">"


def difference(ours, theirs):
    """What differs first, or None."""
    for i in range(max(len(ours), len(theirs))):
        a, b = (ours[i] if i < len(ours) else None), (theirs[i] if i < len(theirs) else None)
        if a != b:
            before = " ".join(show(t) for t in ours[max(0, i - 3):i])
            return f"after {before}\n    ours   {show(a)}\n    theirs {show(b)}"
    return None


def page_tokens(html, lang):
    try:
        return tokens(Tree(html).root, lang)
    except ValueError as fault:
        return [("text", f"not well-formed: {fault}")]


def home_tokens(htmls, lang, dates):
    """All home pages of a language as one, its list in a fixed order."""
    trees = [Tree(h).root for h in htmls]
    whole = trees[0].find("ul", class_="guides")
    items = [c for t in trees for c in t.find("ul", class_="guides").children if isinstance(c, Node)]
    order = [dates.get(i.find("a").attrs["href"], "") for i in items]
    if order != sorted(order, reverse=True):
        return [("text", "guides are not in order, newest first")]
    whole.children = sorted(items, key=lambda i: (dates.get(i.find("a").attrs["href"], ""), i.find("a").attrs["href"]), reverse=True)
    main = trees[0].find("main")
    main.children = [c for c in main.children if isinstance(c, str) or c.attrs.get("class") != "pages"]
    return tokens(trees[0], lang)


def home_files(root, lang):
    more, n = [f"{root}/{lang}/index.html"], 2
    while os.path.exists(p := f"{root}/{lang}/page/{n}/index.html"):
        more.append(p)
        n += 1
    return [read(p) for p in more]


ATOM, MAP, XHTML = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"


def feed_facts(text):
    root = ET.fromstring(text.encode())
    say = lambda e, name: clean(e.findtext(ATOM + name) or "").strip()
    link = lambda e, rel: [x.get("href") for x in e.findall(ATOM + "link") if x.get("rel") == rel][:1]
    entries = [(say(e, "published"), *link(e, "alternate"), say(e, "title"), say(e, "updated"), say(e, "summary")) for e in root.findall(ATOM + "entry")]
    if [e[0] for e in entries] != sorted((e[0] for e in entries), reverse=True):
        return ["entries are not in order, newest first"]
    last = entries[-1][0] if len(entries) == 50 else ""
    head = [root.get("{http://www.w3.org/XML/1998/namespace}lang"), say(root, "title"), say(root, "updated"), *link(root, "self"), len(entries)]
    return head + sorted(e if e[0] != last else (last,) for e in entries)


def sitemap_facts(root):
    facts, files = [], [f"{root}/sitemap.xml"]
    for file in files:
        tree = ET.fromstring(read(file).encode())
        files += [root + re.sub(r"^https?://[^/]+", "", s.text) for s in tree.iter(MAP + "loc")] if tree.tag == MAP + "sitemapindex" else []
        for url in tree.findall(MAP + "url"):
            twins = sorted((x.get("hreflang"), x.get("href")) for x in url.findall(XHTML + "link") if x.get("hreflang") != "x-default")
            facts.append((url.findtext(MAP + "loc"), (url.findtext(MAP + "lastmod") or "")[:10], tuple(twins)))
    return sorted(f for f in facts if f[0] != "https://example.org/" and not re.search(r"/page/\d+/$", f[0]))


def list_difference(ours, theirs):
    lost, extra = [x for x in theirs if x not in ours], [x for x in ours if x not in theirs]
    return f"\n    only theirs {lost[:1]}\n    only ours   {extra[:1]}" if ours != theirs else None


def compare(ours, theirs):
    """(places that differ, pages compared)"""
    faults, a, b = [], pages(ours), pages(theirs)
    faults += [f"{p}: only one of the two has this page" for p in sorted(set(a) ^ set(b))[:5]]
    dates = {}
    homes = {p for p in a if p.count("/") == 1}
    both = [p for p in a if p in set(b)]
    for p in both:
        if p in homes: continue
        lang, mine = p.split("/")[0], read(f"{ours}/{p}")
        if p.count("/") == 2:
            dates["/" + p.removesuffix("index.html")] = Tree(mine).root.find("time").attrs["datetime"]
        if found := difference(page_tokens(mine, lang), page_tokens(read(f"{theirs}/{p}"), lang)):
            faults.append(f"{p}: {found}")
    for p in sorted(homes & set(both)):
        lang = p.split("/")[0]
        if found := difference(home_tokens(home_files(ours, lang), lang, dates), home_tokens(home_files(theirs, lang), lang, dates)):
            faults.append(f"{p}: {found}")
        if found := list_difference(feed_facts(read(f"{ours}/{lang}/feed.xml")), feed_facts(read(f"{theirs}/{lang}/feed.xml"))):
            faults.append(f"{lang}/feed.xml: {found}")
    # Thousands of URLs: compare sets first, and lists only to report what differs.
    mine, yours = sitemap_facts(ours), sitemap_facts(theirs)
    if mine != yours:
        faults.append(f"sitemap: {list_difference(sorted(set(mine) - set(yours)), sorted(set(yours) - set(mine)))}")
    return faults, len(both), dates


def self_test(ours, theirs, dates):
    """Takes every word out of a page of each kind and language, and of a feed; each loss must be found."""
    tried, missed = 0, []
    kinds = {}
    for p in pages(ours):
        last = p.split("/")[-2]
        kinds.setdefault((p.split("/")[0], p.count("/"), "-vs-" in last), p)
    for (lang, depth, _), p in sorted(kinds.items()):
        html = read(f"{ours}/{p}")
        if depth == 1:
            same = home_tokens(home_files(theirs, lang), lang, dates)
            tokens_of = lambda text: home_tokens([text] + home_files(ours, lang)[1:], lang, dates)
        else:
            same = page_tokens(read(f"{theirs}/{p}"), lang)
            tokens_of = lambda text: page_tokens(text, lang)
        # Words of running text, and of attributes that people read.
        places = [m.span() for m in re.finditer(r"[^\s<>]+(?=[^<>]*<)", html) if html.rfind(">", 0, m.start()) > html.rfind("<", 0, m.start())]
        places += [m.span(1) for m in re.finditer(r'content="?(\w+)', html)]
        if len(places) > 400: places = random.Random(1).sample(places, 400)
        for start, end in places:
            if not html[start:end].translate(DIRECTION): continue
            tried += 1
            without = html[:start] + html[end:]
            if difference(tokens_of(without), same) is None:
                missed.append(f"{p}: nobody missed {html[start:end]!r} at {start}")
    lang = sorted(kinds)[0][0]
    text, same = read(f"{ours}/{lang}/feed.xml"), feed_facts(read(f"{theirs}/{lang}/feed.xml"))
    for m in list(re.finditer(r"<(title|summary)>([^\s<]+)", text))[2:40]:
        tried += 1
        if feed_facts(text[: m.start(2)] + text[m.end(2):]) == same and 50 > text.count("<entry>"):
            missed.append(f"{lang}/feed.xml: nobody missed {m[2]!r}")
    return tried, missed


def main():
    test = "--self-test" in sys.argv
    folders = [a for a in sys.argv[1:] if a != "--self-test"]
    if len(folders) != 2: sys.exit(__doc__)
    ours, theirs = folders
    faults, count, dates = compare(ours, theirs)
    for f in faults[:20]: print(f)
    if faults: sys.exit(f"{len(faults)} places differ ({count} pages compared)")
    print(f"{count} pages agree, with their feeds and the sitemap")
    if test:
        tried, missed = self_test(ours, theirs, dates)
        for m in missed[:20]: print(m)
        if missed or not tried: sys.exit(f"{len(missed)} of {tried} words could be taken out unseen")
        print(f"each of {tried} words taken out was missed")


if __name__ == "__main__":
    main()
