"""Values rendered in every form of forms.toml, month, separator, digit and spelling, and read back."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from reformcli import gazetteer, languages
from reformcli.gazetteer.spellings import bare
from reformcli.pipeline import extract

FORMS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "forms.toml").read_text(encoding="utf-8"))
CODES = [code for code in FORMS if code in languages.available()]

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")
ROMAN = ("I", "II", "III", "IV")
DIGITS = {"fa": ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")}
SLOTS: dict[str, Iterable[Any]] = {"d": (1, 8, 19, 28), "m": range(1, 13), "y": (2019, 2024), "s": "/-.",
                                   "q": range(1, 5), "h": (1, 2), "n": (2, 4, 5, 7, 8, 9, 11)}  # 3, 6: quarter, half
NOROUZ_1403 = date(2024, 3, 20)
CITIES = ("ha-noi", "hai-phong", "thua-thien-hue", "da-nang", "can-tho", "ho-chi-minh")  # run by the centre
TYPED = re.compile(r"\b(?:tp|city|ville|thành phố)\b|شهر|سیتی", re.IGNORECASE)  # a spelling that tells its type itself

Failures = list[tuple[str, Any, Any]]


def told(failures: Failures) -> str:
    """A failure a line, the first thirty: the text, what it gives, what it should give."""
    lines = (f"{text!r}: {got}, not {expected}" for text, expected, got in failures[:30])
    return "\n".join([f"{len(failures)} fail", *lines])


def in_digits(code: str, text: str) -> Iterator[str]:
    """The text in each set of digits that the language is printed in."""
    for digits in DIGITS.get(code, ("0123456789",)):
        yield text.translate(str.maketrans("0123456789", digits))


def in_print(text: str) -> Iterator[str]:
    """The text as it is, with no-break or double spaces, broken over lines of either ending, decomposed."""
    yield from (text.replace(" ", blank) for blank in (" ", "\u00a0", "  ", "\n", "\r\n", " \n"))
    yield unicodedata.normalize("NFD", text)


def slots(code: str, template: str) -> Iterator[dict[str, Any]]:
    """Every filling of a template: what its value needs decides the name of the month, the ordinal and the numeral."""
    both = template + FORMS[code]["dates"][template]
    names = [name for name in SLOTS if re.search(rf"{{{name}\b", both)]
    for values in product(*(SLOTS[name] for name in names)):
        filled = dict(zip(names, values, strict=True))
        nth = filled.get("q", filled.get("h", 1)) - 1
        months = month_names(code, filled["m"]) if "{M}" in template else [""]
        days = languages.load(code).table("day-ordinals").get(str(filled["d"]), []) if "{D}" in template else [""]
        for month, day in product(months, days):
            yield filled | {"M": month, "D": day, "o": FORMS[code]["ordinals"][nth], "r": ROMAN[nth]}


def month_names(code: str, month: int) -> list[str]:
    """Every spelling of a month in the language's words, abbreviations and variants too."""
    language = languages.load(code)
    names: list[str] = language.table("months").get(MONTHS[month - 1], [])
    return [name.capitalize() for name in names] if language.words.get("capital-months") else names


def found(kind: str, code: str, text: str) -> tuple[Any, ...]:
    """The mentions of a kind in a text."""
    return extract(text, code).mentions[kind]


def dates_of(code: str, text: str) -> list[str | None]:
    """The values of the dates in a text."""
    return [m.value for m in found("dates", code, text)]


@pytest.mark.parametrize(("code", "template"), [(code, t) for code in CODES for t in FORMS[code]["dates"]])
def test_dates(code: str, template: str) -> None:
    failures: Failures = []
    for filled in slots(code, template):
        expected = FORMS[code]["dates"][template].format(**filled)
        for words in in_digits(code, template.format(**filled)):
            text = FORMS[code]["frame"].format(words)
            if (got := dates_of(code, text)) != [expected]:
                failures.append((text, expected, got))
    assert not failures, told(failures)


@pytest.mark.parametrize(("code", "template"), [(code, t) for code in CODES for t in FORMS[code]["dates"]])
def test_dates_in_print(code: str, template: str) -> None:
    failures: Failures = []
    filled = next(iter(slots(code, template)), None)
    if filled is None:
        pytest.skip(f"{code} has no names of months")
    expected = FORMS[code]["dates"][template].format(**filled)
    for words in in_print(template.format(**filled)):
        text = FORMS[code]["frame"].format(words)
        if (got := dates_of(code, text)) != [expected]:
            failures.append((text, expected, got))
    assert not failures, told(failures)


@pytest.mark.skipif("fa" not in CODES, reason="Persian has no words yet")
@pytest.mark.parametrize("month", range(1, 13))
def test_jalali_days(month: int) -> None:
    failures: Failures = []
    names = languages.load("fa").table("jalali-months")[str(month)]
    for day, name in product((1, 15, 29), names):
        expected = NOROUZ_1403 + timedelta(days=31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1)
        for words in in_digits("fa", f"{day} {name} 1403"):
            text = FORMS["fa"]["frame"].format(words)
            if (got := dates_of("fa", text)) != [expected.isoformat()]:
                failures.append((text, expected, got))
    assert not failures, told(failures)


def province_spellings(code: str, slug: str) -> Iterator[str]:
    """The ways in which a language's press prints a name: its own, with and without marks, in capitals, joined."""
    language = languages.load(code)
    yield from (spelling for spelling in language.provinces.get(slug, []) if spelling not in language.never)
    if code == "fa":
        return
    name = gazetteer.province(slug).name.replace(" - ", "-")
    plain = "".join(c for c in unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d")) if c.isascii())
    yield from (name, unicodedata.normalize("NFD", name), name.upper(), plain, plain.upper())
    if code != "vi":
        yield from (plain.replace(" ", ""), plain.replace(" ", "-"))


def in_frame(code: str, frame: str, slug: str, spelling: str) -> str | None:
    """The frame with a name, None where nobody would print it: the type twice, or the man's name for the city's."""
    typed = "{place}" in frame
    if TYPED.search(spelling) if typed else bare(spelling) == "hochiminh":
        return None
    place = FORMS[code]["provinces"]["types"][slug in CITIES].format(p=spelling)
    text = frame.format(p=spelling, place=place)
    for full, elided in FORMS[code].get("elisions", {}).items():
        text = text.replace(full, elided)
    return text


@pytest.mark.parametrize(("code", "frame"), [(code, f) for code in CODES for f in FORMS[code]["provinces"]["frames"]])
def test_provinces(code: str, frame: str) -> None:
    failures: Failures = []
    for slug in gazetteer.provinces():
        for spelling in dict.fromkeys(province_spellings(code, slug)):
            text = in_frame(code, frame, slug, spelling)
            if text is None:
                continue
            got = [m.province for m in found("provinces", code, text)]
            if got != [slug]:
                failures.append((text, slug, got))
    assert not failures, told(failures)


@pytest.mark.parametrize("code", CODES)
def test_provinces_in_print(code: str) -> None:
    failures: Failures = []
    frame = FORMS[code]["provinces"]["frames"][1]
    for slug in gazetteer.provinces():
        for spelling in dict.fromkeys(province_spellings(code, slug)):
            for text in in_print(in_frame(code, frame, slug, spelling) or ""):
                got = [m.province for m in found("provinces", code, text)]
                if text and got != [slug]:
                    failures.append((text, slug, got))
    assert not failures, told(failures)


def shares_of(code: str, text: str) -> list[tuple[str, float]]:
    """Comparator and value, at two decimals, of the shares in a text."""
    return [(m.comparator, round(m.value, 2)) for m in found("percentages", code, text)]


@pytest.mark.parametrize(("code", "number"), [(code, n) for code in CODES for n in FORMS[code]["shares"]["numbers"]])
def test_percentages(code: str, number: str) -> None:
    failures: Failures = []
    for value in (0.5, 7, 60, 85.29, 99.9, 100):
        figure = f"{value}".replace(".", FORMS[code]["decimal"])
        for words in in_digits(code, number.format(x=figure)):
            text = FORMS[code]["shares"]["comparators"].replace("{cue} ", "").format(x=words)
            if (got := shares_of(code, text)) != [("=", value)]:
                failures.append((text, value, got))
    assert not failures, told(failures)


@pytest.mark.parametrize(("code", "ratio"), [(code, r) for code in CODES for r in FORMS[code]["shares"]["ratios"]])
def test_ratios(code: str, ratio: str) -> None:
    failures: Failures = []
    for (a, b), text in ((pair, FORMS[code]["shares"]["comparators"].replace("{cue} ", ""))
                         for pair in ((27, 34), (29, 34), (3, 63), (58, 63), (63, 63))):
        for words in in_digits(code, ratio.format(a=a, b=b)):
            whole = text.format(x=words)
            if (got := shares_of(code, whole)) != [("=", round(100 * a / b, 2))]:
                failures.append((whole, 100 * a / b, got))
    assert not failures, told(failures)


@pytest.mark.parametrize("code", CODES)
def test_comparators(code: str) -> None:
    failures: Failures = []
    shares = FORMS[code]["shares"]
    for comparator, cues in languages.load(code).table("lexicon").get("comparator", {}).items():
        for cue in cues:
            text = shares["comparators"].format(cue=cue, x=shares["numbers"][0].format(x=60))
            if (got := shares_of(code, text)) != [(comparator, 60)]:
                failures.append((text, comparator, got))
    assert not failures, told(failures)


@pytest.mark.parametrize("code", CODES)
def test_bounds(code: str) -> None:
    failures: Failures = []
    days = FORMS[code]["deadlines"]["days"]
    for name, cues in languages.load(code).table("lexicon").get("bounds", {}).items():
        bound = name.partition("-")[0].replace("during", "by")  # behind it stands how strong the cue is
        for cue in cues if bound not in ("within", "none") else ():  # a period, not a day, is what a duty is within
            form = days[max((ending for ending in days if cue.endswith(ending)), key=len)]
            if not form:
                continue
            day, due = form
            text = FORMS[code]["deadlines"]["frame"].format(cue=cue, day=day).replace("' ", "'")
            got = [(m.bound, m.due) for m in found("deadlines", code, text)]
            if got != [(bound, due)]:
                failures.append((text, (bound, due), got))
    assert not failures, told(failures)


@pytest.mark.parametrize("code", CODES)
def test_every_weekday_is_read_in_every_form(code: str) -> None:
    wednesday, data, failures = date(2025, 4, 16), languages.load(code), []
    week = list(data.table("weekdays"))
    for place, day in enumerate(week):
        away = {"day-0": range(-6, 1), "day+0": range(-3, 4), "day-1": range(-7, 0), "day+1": range(1, 8)}
        here = place - week.index("wednesday")
        away |= {f"week{n:+}": range(here + 7 * n, here + 7 * n + 1) for n in (-1, 0, 1)}
        for key, forms in data.table("weekday-forms").items():
            days = [wednesday + timedelta(days=n) for n in away[key]]
            expected = next(d.isoformat() for d in days if f"{d:%A}".lower() == day)
            names = [name.title() if key == "day-0" else name for name in data.words_of("weekdays", day)]
            for text in (form.format(name) for form in forms for name in names):
                found = [m.value for m in extract(text, code, "2025-04-16").mentions["dates"]]  # type: ignore[attr-defined]
                failures += [(text, expected, found)] if found != [expected] else []
    assert not failures, told(failures)
