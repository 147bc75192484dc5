#!/usr/bin/env python3
"""Generates comparison guides from a seed, for several generators, so that all are timed on the same work.

    python3 corpus.py N OUT [mizan] [hugo] [eleventy]      (no name: all)

N guides with 3 tiers x 24 features in 4 groups, about 400 words of Markdown per guide and language, in Arabic and
English. Each guide becomes 7 pages per language (guide, 3 tiers, 3 pairs), so N guides are 14 N pages, plus home pages, a
sitemap with alternates and an Atom feed per language. Peers get a guide in one data file, the form that suits them best;
Mizan gets its own layout: facts in guide.toml and tiers/*.toml, texts in one folder per language.
"""
import json, os, random, shutil, sys

TIERS, FEATURES, GROUPS = 3, 24, 4
HERE = os.path.dirname(os.path.abspath(__file__))
AR = """هذا الدليل يقارن بين الباقات المختلفة التي تقدمها الشركة للعملاء من حيث السعر والمزايا والدعم الفني مع شرح واضح لكل ميزة متاحة في الخطة المجانية أو المدفوعة حتى يختار المستخدم ما يناسب احتياجاته اليومية وحجم فريقه يمكن إرسال الرسائل والصور والملفات عبر التطبيق بسهولة كما توفر المنصة واجهة برمجية للمطورين وتقارير مفصلة عن الأداء وسرعة الاستجابة وعدد المحادثات الشهرية لا تحتاج إلى خبرة تقنية كبيرة لبدء الاستخدام لكن التكامل مع الأنظمة الأخرى يتطلب إعدادا إضافيا وموافقة مسبقة من مدير الحساب تختلف حدود الاستخدام بحسب البلد ونوع النشاط التجاري وتطبق رسوم على المحادثات التي تبدأها الشركة بعد انتهاء الفترة المجانية""".split()
EN = """this guide compares the plans offered by the company to its customers in terms of price features and technical support with a clear explanation of every feature available in the free or paid plan so that each user can choose what suits daily needs and team size messages photos and files can be sent through the app easily while the platform also provides a programming interface for developers and detailed reports about performance response time and monthly conversations you do not need much technical experience to get started but integration with other systems requires extra setup and prior approval from an account manager usage limits differ by country and business type and fees apply to conversations started by the company after the free period ends""".split()
UNITS = {
    "message": {"ar": ["لا رسائل", "رسالة واحدة", "رسالتان", "{n} رسائل", "{n} رسالة", "{n} رسالة"], "en": ["{n} message", "{n} messages"]},
    "user": {"ar": ["لا مستخدمين", "مستخدم واحد", "مستخدمان", "{n} مستخدمين", "{n} مستخدمًا", "{n} مستخدم"], "en": ["{n} user", "{n} users"]},
    "device": {"ar": ["لا أجهزة", "جهاز واحد", "جهازان", "{n} أجهزة", "{n} جهازًا", "{n} جهاز"], "en": ["{n} device", "{n} devices"]},
}
BARE = {"message": {"ar": "رسالة", "en": "messages"}, "user": {"ar": "مستخدم", "en": "users"}, "device": {"ar": "جهاز", "en": "devices"}}
CATEGORIES = {"ar": ["zero", "one", "two", "few", "many", "other"], "en": ["one", "other"]}
CONFIG = """base_url = "https://example.org/"
theme = "bench"
default_language = "ar"

[[languages]]
id = "ar"

[[languages]]
id = "en"

# The other generators create none of these.
[outputs]
data = false
markdown = false
llms = false
"""
quote = lambda s: json.dumps(s, ensure_ascii=False)
numbered = lambda words, i: {lang: f"{s} {i}" for lang, s in words.items()}      # all names are unique


class Source:
    """All random data, from one seed."""

    def __init__(self, n):
        self.r = random.Random(20240607 + n)

    def words(self, lang, n):
        return [self.r.choice(AR if lang == "ar" else EN) for _ in range(n)]

    def phrase(self, a, b):
        def one(lang):
            s = " ".join(self.words(lang, self.r.randint(a, b)))
            return s[:1].upper() + s[1:]
        return {"ar": one("ar"), "en": one("en")}

    def sentence(self, lang, n):
        w = self.words(lang, n)
        i, x = self.r.randrange(n), self.r.random()
        if x < .25: w[i] = f"**{w[i]}**"
        elif x < .45: w[i] = f"[{w[i]}](https://example.com/{self.r.randrange(999)})"
        elif x < .5: w[i] = f"`api_{self.r.randrange(99)}`"
        s = " ".join(w)
        return s[:1].upper() + s[1:] + "."

    def prose(self, lang, n):
        first = [self.sentence(lang, self.r.randint(9, 14)) for _ in range(n // 28)]
        items = ["- " + self.sentence(lang, self.r.randint(5, 8)) for _ in range(3)]
        last = [self.sentence(lang, self.r.randint(9, 14)) for _ in range(n // 28)]
        return "\n\n".join([" ".join(first), "\n".join(items), " ".join(last)]) + "\n"

    def guide(self, i):
        kinds = ["bool"] * 8 + ["num"] * 5 + ["money"] * 3 + ["text"] * 5 + ["partial"] * 3
        self.r.shuffle(kinds)
        groups, at = [], 0
        for g in range(GROUPS):
            features = []
            for _ in range(FEATURES // GROUPS):
                kind, at = kinds[at], at + 1
                unit, cur = self.r.choice(list(UNITS)), self.r.choice(["USD", "SAR", "EGP"])
                cells = []
                for _t in range(TIERS):
                    k = kind
                    if kind == "bool" and self.r.random() < .1: k = "partial"
                    if kind == "partial" and self.r.random() < .6: k = "bool"
                    cells.append({
                        "bool": lambda: {"k": "bool", "v": self.r.random() < .6},
                        "num": lambda: {"k": "num", "v": self.r.choice([1, 5, 10, 50, 100, 250, 1000, 10000]), "unit": BARE[unit]},
                        "money": lambda: {"k": "money", "v": self.r.choice(["0.99", "4.99", "9.50", "15.00", "29.00", "99.90"]), "cur": cur, "per": "month"},
                        "text": lambda: {"k": "text", "v": self.phrase(2, 4)},
                        "partial": lambda: {"k": "partial", "note": self.phrase(4, 7)},
                    }[k]())
                features.append({"id": f"f{at:02d}", "name": numbered(self.phrase(2, 4), at), "kind": kind, "unit": unit, "cells": cells})
            groups.append({"id": f"grp{g + 1}", "name": self.phrase(1, 3), "features": features})
        tiers = [{"id": f"t{t + 1}", "name": numbered(self.phrase(1, 2), t + 1), "tagline": self.phrase(4, 7),
                  "prose": {"ar": self.prose("ar", 100), "en": self.prose("en", 100)}} for t in range(TIERS)]
        gid = f"g{i:05d}"
        return {"id": gid, "date": f"20{self.r.randint(20, 25)}-{self.r.randint(1, 12):02d}-{self.r.randint(1, 28):02d}",
                "title": numbered(self.phrase(3, 6), i), "summary": self.phrase(14, 18),
                "intro": {"ar": self.prose("ar", 100), "en": self.prose("en", 100)}, "tiers": tiers, "groups": groups,
                "sources": [{"title": self.phrase(3, 6), "url": f"https://example.com/docs/{gid}/{s}", "accessed": "2026-05-01"} for s in range(4)]}


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def mizan(g, out):
    d = f"{out}/content/guides/{g['id']}"
    facts = ['source_language = "ar"', "tiers = [%s]" % ", ".join(quote(t["id"]) for t in g["tiers"]), 'pairs = "all"', f"published = {g['date']}",
             "", "[defaults]", 'sources = ["s0"]', "checked = 2026-05-01"]
    rows = {t["id"]: [] for t in g["tiers"]}
    texts = {t["id"]: [] for t in g["tiers"]}
    notes = []
    for gr in g["groups"]:
        facts += ["", "[[groups]]", f"id = {quote(gr['id'])}"]
        for f in gr["features"]:
            kind = {"bool": "support", "partial": "support", "num": "number", "money": "money", "text": "text"}[f["kind"]]
            facts += ["", "[[groups.features]]", f"id = {quote(f['id'])}", f"type = {quote(kind)}"]
            if kind == "number": facts += [f"unit = {quote(f['unit'])}", 'better = "higher"']
            for t, c in zip(g["tiers"], f["cells"]):
                if c["k"] == "partial":
                    note = f"{f['id']}-{t['id']}"
                    notes.append((note, c["note"]))
                    v = f'{{ value = "partial", note = {quote(note)} }}'
                elif c["k"] == "bool": v = quote("yes" if c["v"] else "no")
                elif c["k"] == "num": v = str(c["v"])
                elif c["k"] == "money": v = f'{{ amount = "{c["v"]}", currency = "{c["cur"]}", per = "month" }}'
                else:
                    texts[t["id"]].append((f["id"], c["v"]))
                    v = "true"
                rows[t["id"]].append(f"{f['id']} = {v}")
    for i, s in enumerate(g["sources"]):
        facts += ["", f"[sources.s{i}]", f"url = {quote(s['url'])}", f"accessed = {s['accessed']}"]
    write(f"{d}/guide.toml", "\n".join(facts) + "\n")
    for t in g["tiers"]:
        write(f"{d}/tiers/{t['id']}.toml", "\n".join(["[features]"] + rows[t["id"]]) + "\n")
    for lang in ("ar", "en"):
        write(f"{d}/{lang}/guide.md", f"+++\ntitle = {quote(g['title'][lang])}\ndescription = {quote(g['summary'][lang])}\n+++\n\n{g['intro'][lang]}")
        for t in g["tiers"]:
            front = [f"name = {quote(t['name'][lang])}", f"tagline = {quote(t['tagline'][lang])}"]
            if texts[t["id"]]: front += ["", "[text]"] + [f"{k} = {quote(v[lang])}" for k, v in texts[t["id"]]]
            write(f"{d}/{lang}/tiers/{t['id']}.md", "+++\n" + "\n".join(front) + f"\n+++\n\n{t['prose'][lang]}")
        labels = ["[groups]"] + [f"{gr['id']} = {quote(gr['name'][lang])}" for gr in g["groups"]]
        labels += ["", "[features]"] + [f"{f['id']} = {quote(f['name'][lang])}" for gr in g["groups"] for f in gr["features"]]
        if notes: labels += ["", "[notes]"] + [f"{k} = {quote(v[lang])}" for k, v in notes]
        used = {f["unit"] for gr in g["groups"] for f in gr["features"] if f["kind"] == "num"}
        for u in sorted(used): labels += ["", f"[units.{u}]"] + [f"{c} = {quote(s)}" for c, s in zip(CATEGORIES[lang], UNITS[u][lang])]
        labels += ["", "[sources]"] + [f"s{i} = {quote(s['title'][lang])}" for i, s in enumerate(g["sources"])]
        write(f"{d}/{lang}/labels.toml", "\n".join(labels) + "\n")


def toml(g):
    """All of a guide in one TOML file, for peers."""
    both = lambda d: "{ ar = %s, en = %s }" % (quote(d["ar"]), quote(d["en"]))
    block = lambda s: '"""\n' + s.replace("\\", "\\\\") + '"""'
    def cell(c):
        body = {"bool": lambda: "v = %s" % str(c["v"]).lower(), "num": lambda: f"v = {c['v']}, unit = {both(c['unit'])}",
                "money": lambda: f'v = "{c["v"]}", cur = "{c["cur"]}", per = "month"', "text": lambda: f"v = {both(c['v'])}",
                "partial": lambda: f"note = {both(c['note'])}"}[c["k"]]()
        return '{ k = "%s", %s }' % (c["k"], body)
    o = [f"id = {quote(g['id'])}", f"date = {quote(g['date'])}", f"title = {both(g['title'])}", f"summary = {both(g['summary'])}", "", "[intro]"]
    o += [f"{lang} = {block(g['intro'][lang])}" for lang in ("ar", "en")]
    for t in g["tiers"]:
        o += ["", "[[tiers]]", f"id = {quote(t['id'])}", f"name = {both(t['name'])}", f"tagline = {both(t['tagline'])}", "", "[tiers.prose]"]
        o += [f"{lang} = {block(t['prose'][lang])}" for lang in ("ar", "en")]
    for gr in g["groups"]:
        o += ["", "[[groups]]", f"id = {quote(gr['id'])}", f"name = {both(gr['name'])}"]
        for f in gr["features"]:
            o += ["", "[[groups.features]]", f"id = {quote(f['id'])}", f"name = {both(f['name'])}", "cells = [%s]" % ", ".join(cell(c) for c in f["cells"])]
    for s in g["sources"]:
        o += ["", "[[sources]]", f"title = {both(s['title'])}", f"url = {quote(s['url'])}", f"accessed = {quote(s['accessed'])}"]
    return "\n".join(o) + "\n"


def main():
    n, out, which = int(sys.argv[1]), sys.argv[2], sys.argv[3:] or ["mizan", "hugo", "eleventy"]
    if os.path.abspath(out) == HERE: sys.exit("OUT is the folder of this script")
    for w in which:
        shutil.rmtree(f"{out}/{w}", ignore_errors=True)
        if os.path.isdir(f"{HERE}/{w}"): shutil.copytree(f"{HERE}/{w}", f"{out}/{w}", ignore=shutil.ignore_patterns("node_modules"))
    if "mizan" in which:
        write(f"{out}/mizan/config.toml", CONFIG)
        for lang, title in (("ar", "أدلة المقارنة"), ("en", "Comparison guides")):
            write(f"{out}/mizan/content/site/{lang}.toml", f'title = {quote(title)}\ndescription = {quote(title)}\n')
    source = Source(n)
    for i in range(n):
        g = source.guide(i)
        if "mizan" in which: mizan(g, f"{out}/mizan")
        if "hugo" in which: write(f"{out}/hugo/data/guides/{g['id']}.toml", toml(g))
        if "eleventy" in which: write(f"{out}/eleventy/guides/{g['id']}.json", json.dumps(g, ensure_ascii=False))
    print(n, "guides,", 14 * n, "guide pages")


if __name__ == "__main__":
    main()
