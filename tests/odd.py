#!/usr/bin/env python3
"""Regenerates tests/sites/odd: guides at the limits of what a guide can be. The output is deterministic.

    python3 tests/odd.py

`wide` has 12 tiers and 120 features, `tiny` two tiers and three features, `wordy` a name of 90 characters, a value
that is a paragraph, long German compounds and Japanese, `drawn` a chart of every kind. Everything is fictional.
"""

from pathlib import Path

SITE = Path(__file__).parent / "sites" / "odd"


def write(path, text):
    file = SITE / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.lstrip("\n"), encoding="utf-8")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


write("config.toml", """
base_url = "https://example.org/"
default_language = "en"
theme = "mizan"
guides = ["wide", "tiny", "wordy", "drawn"]

[[languages]]
id = "en"

[[languages]]
id = "ar"
locale = "ar-EG"

[lints]
# The URL of an example.
MZ0734 = "off"
""")
write("content/site/en.toml", """
title = "Ends of the scale"
description = "Guides that are larger, smaller and wordier than most, to see that their pages hold. All of it is made up."
""")
write("content/site/ar.toml", """
title = "أطراف الميزان"
description = "أدلة أكبر من المعتاد وأصغر وأكثر كلامًا، نرى بها هل تصمد صفحاتها. كل ما فيها من نسج الخيال."
""")

# ---- wide: 12 tiers, 120 features ----

TIERS = [
    ("basic", "Basic", "الأساسية"),
    ("plus", "Plus", "بلس"),
    ("home", "Home", "المنزلية"),
    ("studio", "Studio", "الاستوديو"),
    ("team", "Team", "الفريق"),
    ("school", "School", "المدرسة"),
    ("press", "Newsroom", "غرفة الأخبار"),
    ("business", "Business", "الأعمال"),
    ("business-plus", "Business Plus", "الأعمال بلس"),
    ("charity", "Charities and co-operatives", "الجمعيات والتعاونيات"),
    ("enterprise", "Enterprise", "المؤسسات"),
    ("sovereign", "Sovereign", "السيادية"),
]
GROUPS = [
    ("writing", "Writing", "الكتابة"),
    ("drawing", "Drawing", "الرسم"),
    ("sharing", "Sharing", "المشاركة"),
    ("search", "Search", "البحث"),
    ("storage", "Storage", "التخزين"),
    ("security", "Security", "الأمان"),
    ("signing-in", "Signing in", "الدخول"),
    ("reports", "Reports", "التقارير"),
    ("limits", "Limits", "الحدود"),
    ("help", "Help and contract", "الدعم والعقد"),
]
SUPPORT = [
    ("history", "History", "السجل"),
    ("templates", "Templates", "القوالب"),
    ("offline", "Without a connection", "العمل دون اتصال"),
    ("export", "Export", "التصدير"),
    ("import", "Import", "الاستيراد"),
    ("comments", "Comments", "التعليقات"),
    ("approval", "Approval by a second person", "موافقة شخص ثانٍ"),
    ("automation", "Automation", "الأتمتة"),
    ("archive", "Archive", "الأرشيف"),
]
STATES = ["yes", "no", "partial", "unknown", "planned", "not-applicable", "deprecated", "add-on"]


def noise(*seed):
    """A number that looks drawn by lot and is always the same."""
    n = 2166136261
    for char in "/".join(map(str, seed)):
        n = ((n ^ ord(char)) * 16777619) % 2**32
    return n


def wide():
    ids = [tier for tier, _, _ in TIERS]
    head = ['source_language = "en"', 'kind = "plan"', "published = 2026-05-01", "updated = 2026-06-01"]
    head.append("tiers = [" + ", ".join(map(quoted, ids)) + "]")
    head.append('pairs = [["basic", "plus"], ["business", "enterprise"]]\nprice = "limits-price"\n')
    head.append('[defaults]\nsources = ["list"]\nchecked = 2026-05-20\n')
    head.append('[sources.list]\ntitle = "List of plans"\npublisher = "Example"\nlang = "en"\nurl = "https://example.com/plans"\n')
    head.append('[sources.manual]\ntitle = "Manual for administrators, with a title that goes on for rather longer than one line"\nlang = "en"\nurl = "https://example.com/manual"\n')
    cells = {tier: [] for tier in ids}
    notes = {tier: {} for tier in ids}
    names_en, names_ar = [], []
    for at, (group, en, ar) in enumerate(GROUPS):
        lines = []
        for feature, feature_en, feature_ar in SUPPORT:
            name = f"{group}-{feature}"
            key = ', importance = "key"' if feature == "history" and at % 2 == 0 else ""
            parent = f', parent = "{group}-export"' if feature == "import" else ""
            lines.append(f'  {{ id = "{name}", better = "yes"{key}{parent} }},')
            names_en.append(f'{name} = {quoted(f"{en}: {feature_en.lower()}")}')
            names_ar.append(f'{name} = {quoted(f"{ar}: {feature_ar}")}')
            for ix, tier in enumerate(ids):
                roll = noise(name, tier) % 100
                if feature == "archive":
                    # The same for all tiers, or unknown for all.
                    state = "yes" if at % 2 == 0 else "unknown"
                elif feature == "history":
                    state = "yes" if ix >= at else "no"
                else:
                    state = STATES[0 if roll < 45 else 1 if roll < 65 else 3 if roll < 80 else 2 + roll % 6]
                if state == "add-on":
                    cells[tier].append(f'{name} = {{ value = "add-on", price = {{ amount = "{2 + roll % 9}", currency = "USD", per = "month" }} }}')
                elif state == "partial":
                    cells[tier].append(f'{name} = {{ value = "partial", note = "some" }}')
                elif roll % 10 == 3 and state != "unknown":
                    cells[tier].append(f'{name} = {{ value = "{state}", sources = ["manual#section-{roll}"], checked = 2026-04-{1 + roll % 28:02} }}')
                else:
                    cells[tier].append(f'{name} = "{state}"')
        for feature, kind, feature_en, feature_ar in [
            ("number", "number", "how many", "العدد"),
            ("share", "percent", "share", "النسبة"),
            ("price" if group == "limits" else "limit", "money" if group == "limits" else "limit", "price" if group == "limits" else "ceiling", "السعر" if group == "limits" else "السقف"),
        ]:
            name = f"{group}-{feature}"
            unit = ', unit = "item"' if kind in ("number", "limit") else ""
            better = "lower" if kind == "money" else "higher"
            key = ', importance = "key"' if kind == "money" else ""
            lines.append(f'  {{ id = "{name}", type = "{kind}", better = "{better}"{unit}{key} }},')
            names_en.append(f'{name} = {quoted(f"{en}: {feature_en}")}')
            names_ar.append(f'{name} = {quoted(f"{ar}: {feature_ar}")}')
            for ix, tier in enumerate(ids):
                roll = noise(name, tier)
                if kind == "money":
                    value = '"free"' if ix == 0 else '"on-request"' if ix == 11 else f'{{ amount = "{ix * 7}", currency = "USD", per = "month" }}'
                elif kind == "percent":
                    value = str(roll % 101)
                elif kind == "limit" and ix > 9:
                    value = '"unlimited"'
                else:
                    value = str(roll % (10 ** (1 + roll % 7)))
                cells[tier].append(f"{name} = {value}")
        parent = 'parent = "security"\n' if group == "signing-in" else ""
        head.append(f'[[groups]]\nid = "{group}"\n{parent}features = [\n' + "\n".join(lines) + "\n]\n")
    for question, answers in [
        ("size", [("alone", None), ("some", "limits-number = { min = 3 }"), ("many", "sharing-history = \"yes\"")]),
        ("strict", [("no", None), ("yes", "security-history = \"yes\", search-history = \"yes\"")]),
        ("money", [("none", "limits-price = { max = 0 }"), ("little", "limits-price = { max = 30 }"), ("enough", None)]),
    ]:
        head.append(f'[[questions]]\nid = "{question}"\n')
        for answer, requires in answers:
            head.append(f'[[questions.answers]]\nid = "{answer}"' + (f"\nrequires = {{ {requires} }}" if requires else "") + "\n")
    write("content/guides/wide/guide.toml", "\n".join(head))
    for tier in ids:
        write(f"content/guides/wide/tiers/{tier}.toml", "[features]\n" + "\n".join(cells[tier]) + "\n")
    words = {
        "en": (names_en, "Twelve plans, feature by feature", "Twelve made-up plans and a hundred and twenty features, to see how a very large comparison holds on a small screen.", "**Basic** is enough for most; whoever needs a contract looks further along.", "Only some of it.", ["How many are you?", "On my own", "A handful", "Many"], ["Are the rules strict?", "Not very", "Very"], ["What may it cost?", "Nothing", "A little", "What it takes"], 'one = "{n} item"\nother = "{n} items"'),
        "ar": (names_ar, "اثنتا عشرة باقة، ميزةً ميزة", "اثنتا عشرة باقة مختلقة ومئة وعشرون ميزة، نرى بها كيف تصمد مقارنة ضخمة على شاشة صغيرة.", "**الأساسية** تكفي معظم الناس، ومن احتاج إلى عقد فلينظر أبعد منها.", "بعضها فقط.", ["كم عددكم؟", "وحدي", "بضعة أشخاص", "كثيرون"], ["هل قواعدكم صارمة؟", "ليس كثيرًا", "جدًّا"], ["كم تحتمل الكلفة؟", "لا شيء", "القليل", "ما يلزم"], 'zero = "{n} عنصر"\none = "{n} عنصر"\ntwo = "{n} عنصران"\nfew = "{n} عناصر"\nmany = "{n} عنصرًا"\nother = "{n} عنصر"'),
    }
    for lang, (names, title, description, verdict, some, size, strict, money, unit) in words.items():
        groups = "\n".join(f"{group} = {quoted(en if lang == 'en' else ar)}" for group, en, ar in GROUPS)
        asked = ""
        for question, answers, said in [("size", ["alone", "some", "many"], size), ("strict", ["no", "yes"], strict), ("money", ["none", "little", "enough"], money)]:
            asked += f"\n[questions.{question}]\ntext = {quoted(said[0])}\n[questions.{question}.answers]\n" + "\n".join(f"{answer} = {quoted(word)}" for answer, word in zip(answers, said[1:])) + "\n"
        write(f"content/guides/wide/{lang}/labels.toml", f"[groups]\n{groups}\n\n[features]\n" + "\n".join(names) + f"\n\n[notes]\nsome = {quoted(some)}\n{asked}\n[units.item]\n{unit}\n")
        write(f"content/guides/wide/{lang}/guide.md", f"+++\ntitle = {quoted(title)}\ndescription = {quoted(description)}\nverdict = {quoted(verdict)}\n+++\n")
        for tier, en, ar in TIERS:
            write(f"content/guides/wide/{lang}/tiers/{tier}.md", f"+++\nname = {quoted(en if lang == 'en' else ar)}\n+++\n")


wide()

# ---- tiny: 2 tiers, 3 features ----

write("content/guides/tiny/guide.toml", """
source_language = "en"
kind = "option"
published = 2026-05-01
tiers = ["tea", "coffee"]
pairs = "all"

[defaults]
sources = ["cup"]
checked = 2026-05-20

[sources.cup]
title = "The back of the packet"
lang = "en"

[[groups]]
id = "cup"
features = [
  { id = "hot", better = "yes" },
  { id = "minutes", type = "number", unit = "minute", better = "lower", importance = "key" },
  { id = "decaf", better = "yes" },
]
""")
write("content/guides/tiny/tiers/tea.toml", '[features]\nhot = "yes"\nminutes = 3\ndecaf = "unknown"\n')
write("content/guides/tiny/tiers/coffee.toml", '[features]\nhot = "yes"\nminutes = 4\ndecaf = "yes"\n')
for lang, cup, hot, minutes, decaf, title, description, tea, coffee in [
    ("en", "The cup", "Hot", "Minutes to make", "Without caffeine", "Tea or coffee", "Two made-up cups and three features: the smallest comparison that is one, to see that its page does not look empty.", "Tea", "Coffee"),
    ("ar", "الفنجان", "ساخن", "دقائق التحضير", "بلا كافيين", "شاي أم قهوة", "فنجانان مختلقان وثلاث ميزات: أصغر مقارنة تستحق اسمها، نرى بها أن صفحتها لا تبدو خاوية.", "شاي", "قهوة"),
]:
    write(f"content/guides/tiny/{lang}/labels.toml", f"[groups]\ncup = {quoted(cup)}\n\n[features]\nhot = {quoted(hot)}\nminutes = {quoted(minutes)}\ndecaf = {quoted(decaf)}\n")
    write(f"content/guides/tiny/{lang}/guide.md", f"+++\ntitle = {quoted(title)}\ndescription = {quoted(description)}\n+++\n")
    for tier, name in [("tea", tea), ("coffee", coffee)]:
        write(f"content/guides/tiny/{lang}/tiers/{tier}.md", f"+++\nname = {quoted(name)}\n+++\n")

# ---- wordy: long names, long values, long words ----

LONG = "Municipal emergency preparedness and household insurance bundle for large families, plus 2"
assert len(LONG) == 90, len(LONG)
LONG_AR = "باقة الاستعداد البلدي للطوارئ مع التأمين المنزلي الشامل للأسر الكبيرة في المدن والأرياف ٢٠٢٦"
PARAGRAPH = (
    "Whatever stands in the cellar is covered up to the sum that was agreed, unless it stood lower than a hand above the floor, "
    "in which case half of it is, provided that the pump was serviced within the year and the bill for that can be shown; "
    "books and papers count by weight, pictures by the frame, and bicycles not at all, since they have a contract of their own."
)
PARAGRAPH_AR = (
    "كل ما في القبو مشمول حتى المبلغ المتفق عليه، إلا ما كان دون ارتفاع كف عن الأرض فيُعوَّض نصفه، بشرط أن تكون المضخة قد صُيّنت خلال العام "
    "وأن يُبرَز إيصال ذلك؛ والكتب والأوراق بالوزن، واللوحات بالإطار، أما الدراجات فلا تدخل فيه لأن لها عقدًا خاصًّا بها."
)
write("content/guides/wordy/guide.toml", """
source_language = "en"
kind = "service"
published = 2026-05-01
tiers = ["long", "german", "japanese"]
pairs = "adjacent"

[defaults]
sources = ["terms"]
checked = 2026-05-20

[sources.terms]
title = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
lang = "de"
url = "https://example.com/terms"

[sources.terms-ja]
title = "家財保険約款"
lang = "ja"
url = "https://example.com/ja"

[[groups]]
id = "cover"
features = [
  { id = "cellar", type = "text", importance = "key" },
  { id = "flood", better = "yes" },
  { id = "sum", type = "money", better = "higher", importance = "key" },
  { id = "variants", type = "money", better = "lower" },
  { id = "kinds", type = "choices", options = ["fire", "water", "storm", "glass", "theft"] },
]

[[groups]]
id = "paper"
features = [
  { id = "signature", better = "yes" },
  { id = "by-post", better = "yes", parent = "signature" },
  { id = "manual", type = "link" },
]
""")
CELLS = {
    "long": 'cellar = true\nflood = { value = "partial", note = "half" }\nsum = { amount = "1234567.89", currency = "EUR" }\nvariants = [{ amount = "12.50", currency = "EUR", per = "month", variant = "by-year", sources = ["terms#section-3"], checked = 2026-04-01 }, { amount = "14", currency = "EUR", per = "month", variant = "by-month", sources = ["terms#section-4", "terms-ja"] }]\nkinds = ["fire", "water", "storm", "glass", "theft"]\nsignature = "yes"\nby-post = "no"\nmanual = { url = "https://example.com/a/rather/long/address/of/a/manual.pdf" }\n',
    "german": 'cellar = true\nflood = "yes"\nsum = { amount = "500000", currency = "EUR", bound = "at-most" }\nvariants = { amount = "9", currency = "EUR", per = "month" }\nkinds = ["fire", "storm"]\nsignature = "no"\nmanual = { url = "https://example.com/de" }\n',
    "japanese": 'cellar = true\nflood = "unknown"\nsum = { amount = "90000000", currency = "JPY" }\nvariants = "on-request"\nkinds = ["fire"]\nsignature = { value = "planned", since = 2027-01-01 }\nby-post = "unknown"\nmanual = "unknown"\n',
}
for tier, cells in CELLS.items():
    write(f"content/guides/wordy/tiers/{tier}.toml", "[features]\n" + cells)
LABELS = {
    "en": ["Cover", "Paper", "What stands in the cellar", "Flood", "Sum insured", "Price", "Kinds of damage", "Signature by hand", "By registered post", "Manual", "Fire", "Water", "Storm", "Glass", "Theft", "Only half, and only where the house stands above the line of the highest flood that is on record in the municipality.", "Paid by the year", "Paid by the month"],
    "ar": ["التغطية", "الأوراق", "ما في القبو", "الفيضان", "مبلغ التأمين", "السعر", "أنواع الأضرار", "توقيع باليد", "بالبريد المسجّل", "الدليل", "الحريق", "المياه", "العواصف", "الزجاج", "السرقة", "النصف فقط، وحيث يعلو البيت خط أعلى فيضان مسجَّل في البلدية.", "دفع سنوي", "دفع شهري"],
}
for lang, w in LABELS.items():
    write(f"content/guides/wordy/{lang}/labels.toml", f"""
[groups]
cover = {quoted(w[0])}
paper = {quoted(w[1])}

[features]
cellar = {quoted(w[2])}
flood = {quoted(w[3])}
sum = {quoted(w[4])}
variants = {quoted(w[5])}
kinds = {quoted(w[6])}
signature = {quoted(w[7])}
by-post = {quoted(w[8])}
manual = {quoted(w[9])}

[options.kinds]
fire = {quoted(w[10])}
water = {quoted(w[11])}
storm = {quoted(w[12])}
glass = {quoted(w[13])}
theft = {quoted(w[14])}

[notes]
half = {quoted(w[15])}

[variants]
by-year = {quoted(w[16])}
by-month = {quoted(w[17])}
""")
TITLES = {
    "en": ("Three insurances with too many words", "Three made-up insurances with a name of ninety characters, a value that is a paragraph, German compounds and Japanese."),
    "ar": ("ثلاثة عقود تأمين كثيرة الكلام", "ثلاثة عقود تأمين مختلقة، باسم طويل جدًّا وقيمة هي فقرة كاملة وكلمات ألمانية مركّبة ويابانية."),
}
NAMES = {
    "long": {"en": (LONG, PARAGRAPH), "ar": (LONG_AR, PARAGRAPH_AR)},
    "german": {"en": ("Wohngebäudeelementarschadenversicherung", "Kellerüberschwemmungsschadenersatzanspruch"), "ar": ("Wohngebäudeelementarschadenversicherung", "Kellerüberschwemmungsschadenersatzanspruch")},
    "japanese": {"en": ("住宅総合家財火災地震保険", "地下室に置いた家財は、約定した金額を上限として補償されます。"), "ar": ("住宅総合家財火災地震保険", "地下室に置いた家財は、約定した金額を上限として補償されます。")},
}
for lang, (title, description) in TITLES.items():
    write(f"content/guides/wordy/{lang}/guide.md", f"+++\ntitle = {quoted(title)}\ndescription = {quoted(description)}\n+++\n")
    for tier, names in NAMES.items():
        name, cellar = names[lang]
        write(f"content/guides/wordy/{lang}/tiers/{tier}.md", f"+++\nname = {quoted(name)}\n\n[text]\ncellar = {quoted(cellar)}\n+++\n")

# ---- drawn: everything that charts can show ----

write("content/guides/drawn/guide.toml", """
source_language = "en"
kind = "service"
published = 2026-05-01
tiers = ["snail", "pigeon", "swift", "fog"]
pairs = "all"
price = "price"

[defaults]
sources = ["leaflet"]
checked = 2026-05-20

[sources.leaflet]
title = "Leaflet of the parcel services"
lang = "en"
url = "https://example.com/leaflet"

[[stats]]
id = "parcels"
type = "number"
unit = "parcel"
value = 5_200_000

[[stats]]
id = "lost"
type = "number"
unit = "parcel"
value = 130_000
bound = "more-than"

[[stats]]
id = "on-time"
type = "percent"
value = 91

[[groups]]
id = "cost"
features = [
  { id = "price", type = "money", better = "lower", importance = "key" },
  { id = "pickup", type = "money", better = "lower" },
  { id = "abroad", type = "money" },
]

[[groups]]
id = "speed"
features = [
  { id = "days", type = "range", unit = "day", better = "lower" },
  { id = "weight", type = "limit", unit = "kilogram", better = "higher" },
  { id = "insured", type = "number", unit = "parcel", better = "higher" },
  { id = "punctual", type = "percent", better = "higher" },
  { id = "rating", type = "rating", better = "higher" },
  { id = "founded", type = "number" },
]

[[groups]]
id = "service"
features = [
  { id = "tracking", better = "yes", importance = "key" },
  { id = "evening", better = "yes" },
  { id = "saturday", better = "yes" },
  { id = "returns", better = "yes" },
  { id = "lockers", better = "yes" },
  { id = "signature", better = "yes" },
  { id = "customs", better = "yes" },
]

[[groups]]
id = "care"
parent = "service"
features = [
  { id = "fragile", better = "yes" },
  { id = "cooled", better = "yes" },
]

[[questions]]
id = "what"
[[questions.answers]]
id = "letters"
[[questions.answers]]
id = "heavy"
requires = { weight = { min = 25 } }
[[questions.answers]]
id = "fish"
requires = { cooled = "yes" }

[[questions]]
id = "when"
[[questions.answers]]
id = "whenever"
[[questions.answers]]
id = "evenings"
requires = { evening = "yes" }
[[questions.answers]]
id = "tracked"
requires = { tracking = "yes" }
""")
DRAWN = {
    "snail": """
price = { currency = "EUR", per = "parcel", mode = "volume", steps = [{ from = 1, amount = "4.90" }, { from = 50, amount = "3.90" }, { from = 200, amount = "2.50" }] }
pickup = "free"
abroad = { amount = "12", currency = "EUR" }
days = { min = 3, max = 8 }
weight = 10
insured = { value = 40, bound = "at-most" }
punctual = 82.5
rating = { value = 3.5, max = 5 }
founded = 1874
tracking = "no"
evening = "no"
saturday = "yes"
returns = "partial"
lockers = "unknown"
signature = "yes"
customs = "not-applicable"
fragile = "no"
cooled = "no"
""",
    "pigeon": """
price = { amount = "4.20", currency = "EUR", per = "parcel" }
pickup = { amount = "2.50", currency = "EUR" }
abroad = { amount = "15", currency = "USD" }
days = { min = 2, max = 4 }
weight = 31.5
insured = 100
punctual = { value = 90, bound = "about" }
rating = { value = 8.4, max = 10 }
founded = 1951
tracking = "yes"
evening = "planned"
saturday = "yes"
returns = "yes"
lockers = "yes"
signature = "add-on"
customs = "yes"
fragile = "partial"
cooled = "no"
""",
    "swift": """
price = { currency = "EUR", per = "parcel", mode = "graduated", steps = [{ from = 1, amount = "7" }, { from = 100, amount = "4" }] }
pickup = { amount = "5", currency = "EUR", bound = "at-least" }
abroad = { amount = "30", currency = "EUR" }
days = { min = 1, max = 1 }
weight = "unlimited"
insured = { value = 250, bound = "at-least" }
punctual = 97
rating = "unknown"
founded = 2009
tracking = "yes"
evening = "yes"
saturday = "no"
returns = "yes"
lockers = "deprecated"
signature = "yes"
customs = "yes"
fragile = "yes"
cooled = "yes"
""",
}
SUPPORTED = ["tracking", "evening", "saturday", "returns", "lockers", "signature", "customs", "fragile", "cooled"]
DRAWN["fog"] = "".join(f'{feature} = "unknown"\n' for feature in ["price", "pickup", "abroad", "days", "weight", "insured", "punctual", "rating", "founded", *SUPPORTED])
for tier, cells in DRAWN.items():
    cells = cells.replace('returns = "partial"', 'returns = { value = "partial", note = "some" }').replace('fragile = "partial"', 'fragile = { value = "partial", note = "some" }').replace('signature = "add-on"', 'signature = { value = "add-on", price = { amount = "1", currency = "EUR" } }')
    write(f"content/guides/drawn/tiers/{tier}.toml", "[features]\n" + cells.lstrip("\n"))
for lang, title, description, tiers, groups, features, some, stats, what, letters, heavy, fish, when, whenever, evenings, tracked, units in [
    ("en", "Four ways to send a parcel", "Four made-up parcel services whose facts can all be drawn: prices by quantity, spans, shares, ratings, minima and maxima.",
     ["Snail", "Pigeon", "Swift", "Fog"], ["Cost", "Speed and size", "Service", "Care"],
     ["Price", "Collection at the door", "To other countries", "Days on the way", "Heaviest parcel", "Insured parcels a year", "On time", "Rating", "Founded", "Tracking", "Evening delivery", "Saturday delivery", "Returns", "Lockers", "Signature", "Customs papers", "Fragile things", "Cooled things"],
     "In some towns.", ["are sent every year", "of them are lost", "arrive on the day that was promised"], "What do you send?", "Letters and small things", "Heavy things", "Fish", "When should it arrive?", "Whenever", "In the evening", "Whenever, but I want to know where it is",
     'parcel = { one = "{n} parcel", other = "{n} parcels", per = "per parcel" }\nkilogram = "{n} kg"\n'),
    ("ar", "أربع طرق لإرسال طرد", "أربع خدمات طرود مختلقة يمكن رسم كل حقائقها: أسعار بالكمية ومدى ونسب وتقييمات وحدود دنيا وعليا.",
     ["الحلزون", "الحمامة", "السنونو", "الضباب"], ["الكلفة", "السرعة والحجم", "الخدمة", "العناية"],
     ["السعر", "الاستلام من الباب", "إلى بلاد أخرى", "أيام الطريق", "أثقل طرد", "الطرود المؤمّنة في السنة", "الوصول في الموعد", "التقييم", "سنة التأسيس", "التتبّع", "التسليم مساءً", "التسليم يوم السبت", "الإرجاع", "الخزائن", "التوقيع", "أوراق الجمارك", "الأشياء القابلة للكسر", "الأشياء المبرّدة"],
     "في بعض المدن.", ["تُرسل كل عام", "يضيع منها", "تصل في اليوم الموعود"], "ماذا ترسل؟", "رسائل وأشياء صغيرة", "أشياء ثقيلة", "السمك", "متى ينبغي أن يصل؟", "في أي وقت", "في المساء", "في أي وقت، لكني أريد أن أعرف أين هو",
     'parcel = { zero = "لا طرود", one = "طرد واحد", two = "طردان", few = "{n} طرود", many = "{n} طردًا", other = "{n} طرد", per = "للطرد" }\nkilogram = "{n} كغ"\n'),
]:
    ids = ["price", "pickup", "abroad", "days", "weight", "insured", "punctual", "rating", "founded", *SUPPORTED]
    write(f"content/guides/drawn/{lang}/labels.toml", "[groups]\n" + "".join(f"{group} = {quoted(name)}\n" for group, name in zip(["cost", "speed", "service", "care"], groups)) + "\n[features]\n" + "".join(f"{feature} = {quoted(name)}\n" for feature, name in zip(ids, features)) + f"""
[notes]
some = {quoted(some)}

[questions.what]
text = {quoted(what)}
[questions.what.answers]
letters = {quoted(letters)}
heavy = {quoted(heavy)}
fish = {quoted(fish)}

[questions.when]
text = {quoted(when)}
[questions.when.answers]
whenever = {quoted(whenever)}
evenings = {quoted(evenings)}
tracked = {quoted(tracked)}

[units]
{units}""")
    write(f"content/guides/drawn/{lang}/guide.md", f"+++\ntitle = {quoted(title)}\ndescription = {quoted(description)}\n\n[stats]\n" + "".join(f"{stat} = {quoted(said)}\n" for stat, said in zip(["parcels", "lost", "on-time"], stats)) + "+++\n")
    for tier, name in zip(["snail", "pigeon", "swift", "fog"], tiers):
        write(f"content/guides/drawn/{lang}/tiers/{tier}.md", f"+++\nname = {quoted(name)}\n+++\n")
