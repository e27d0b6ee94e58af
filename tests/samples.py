"""A small store of hand-made articles: three sources on one province, in three languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reformcli.extract.dates import DateMention
from reformcli.extract.deadlines import Deadline
from reformcli.extract.percentages import Share
from reformcli.extract.provinces import ProvinceMention
from reformcli.models import Article, Mention
from reformcli.query import Quote, Source
from reformcli.store import Known, Row, Store

ENGLISH = ("Report 🙂 of the day.\r\nHai Duong settled 97.5% of files on time in 2024 and 80% online. "
           "It must finish its archive before June 30, 2025.\nThe weather was fine by 2026.")
FRENCH = "À Hải Dương, plus de 60 % des tâches ; 91 % des dossiers à temps en 2024.\nLocalités : rapport d'ici 2026."
PERSIAN = ("استان‌های کشور همه با هم کار می‌کنند. در استان های دونگ نزدیک به ۹۷٫۵٪ از پرونده‌های اداری مردم و شرکت‌ها "
           "در سال ۲۰۲۴ به موقع و از راه درگاه ملی خدمات همگانی پاسخ گرفته است.")


def at(article: str, words: str, record: type[Mention], **own: Any) -> Mention:
    start = article.index(words)
    return record(start, start + len(words), words, "a.rule", **own)


def article(text: str, language: str, path: str, published: str | None = None, url: str | None = None,
            **found: list[Mention]) -> Article:
    kinds = {name: tuple(found.get(name, ())) for name in ("dates", "percentages", "provinces", "deadlines")}
    return Article(text, f"{language}-1", path, language, published, None, url, kinds)


def late(words: str, text: str, value: float = 97.5, comparator: str = "=") -> Mention:
    return at(text, words, Share, value=value, comparator=comparator, provinces=("hai-duong",),
              indicator="timeliness", period="2024")


def samples() -> list[Article]:
    duty = {"bound": "before", "task": "finish its archive", "addressees": ("it",)}
    return [
        article(ENGLISH, "en", "news/2025-01-06_end.txt", "2025-01-06", "https://www.example.org/a",
                dates=[at(ENGLISH, "June 30, 2025", DateMention, value="2025-06-30", basis="explicit")],
                percentages=[late("97.5%", ENGLISH), at(ENGLISH, "80%", Share, value=80.0, provinces=("hai-duong",),
                                                        indicator="online-services", period="2024")],
                provinces=[at(ENGLISH, "Hai Duong", ProvinceMention, province="hai-duong")],
                deadlines=[at(ENGLISH, "before June 30, 2025", Deadline, due="2025-06-30", **duty),
                           at(ENGLISH, "by 2026", Deadline, due="2026", bound="by")]),
        article(FRENCH, "fr", "news/tache.txt",
                percentages=[late("91 %", FRENCH, 91.0)],
                provinces=[at(FRENCH, "Hải Dương", ProvinceMention, province="hai-duong")],
                deadlines=[at(FRENCH, "d'ici 2026", Deadline, due="2026", bound="by", addressees=("Localités",))]),
        article(PERSIAN, "fa", "news/fa.txt", "2025-02-01",
                percentages=[late("۹۷٫۵٪", PERSIAN, comparator="~")],
                provinces=[at(PERSIAN, "های دونگ", ProvinceMention, province="hai-duong")]),
    ]


def fill(place: Path) -> Path:
    Store(place).write([Row(a.path or a.id, Known("hash", "0"), a) for a in samples()])
    return place


def quote_of(words: str, start: int, text: str = "1") -> Quote[Any]:
    source = Source("a", "news/a.txt", "en", None, None, None)
    end = start + len(words)
    return Quote(source, Mention(start, end, words, "r"), text[:start], text[end:])
