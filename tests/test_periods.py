"""The periods of shares: cases that show each rule, and how many of the annotated texts' are right.

A line of `periods/NAME.jsonl` gives the periods of the text with that `id` in `gold/NAME.jsonl`, one for each of its
percentages in their order; a list holds all that careful readers could accept.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reformcli.extract.percentages import Share
from reformcli.pipeline import extract

HERE = Path(__file__).parent
FLOORS = {"en": 0.88, "fa": 0.72, "fr": 0.8}  # what is right of both sets of a language; by the nearest date alone .66

CASES = [
    ("en", "The rate rose from 72% in 2018 to 86.5% in 2019.", ["2018", "2019"]),
    ("en", "In 2024 the rate was 60%, against 45% in 2023.", ["2024", "2023"]),
    ("en", "In 2024 the rate was 60%; the year before it was 45%.", ["2024", "2023"]),
    ("en", "In the first nine months of 2024 it took in 20,000 files. Of these, 88% were late.", ["2024-01/2024-09"]),
    ("en", "Between 1 July and 15 September 2025 it returned 96% on time.", ["2025-07-01/2025-09-15"]),
    ("en", "By 31 May 2025, 85% had been done.", ["2025-05-31"]),
    ("en", "The director said on 31 May 2025 that 85% had been done.", [None]),
    ("en", "Decree 61 of 23 April 2018 binds them. Some 85% comply.", [None]),
    ("en", "By 2030, 80% of files must be filed online. Now it is 41%.", ["2030", None]),
    ("fr", "L'usage est passé de 72 % en 2018 à 86,5 % en 2019.", ["2018", "2019"]),
    ("fr", "En 2024, le taux était de 60 %, contre 45 % en 2023.", ["2024", "2023"]),
    ("fr", "Au 31 mai 2025, 85 % étaient faits.", ["2025-05-31"]),
    ("fr", "En 2024, le taux est de 60 %, en hausse par rapport à 2023 (45 %). Hué : 70 %.", ["2024", "2023", "2024"]),
    ("fr", "En 2024, le taux est de 60 %, quand il n'était que de 45 % en 2023. Hué : 70 %.", ["2024", "2023", "2024"]),
    ("fr", "Relevé du 30 juin 2025 : Hué 60 % ; Hanoï 45 %.", ["2025-06-30", "2025-06-30"]),
    ("vi", "Tỷ lệ tăng từ 72% năm 2018 lên 86,5% năm 2019.", ["2018", "2019"]),
    ("vi", "Năm 2024 tỷ lệ đạt 60%, so với 45% năm 2023.", ["2024", "2023"]),
    ("vi", "Tính đến ngày 31/5/2025, đã xong 85%.", ["2025-05-31"]),
    ("fa", "این نرخ از ۷۲ درصد در سال ۲۰۱۸ به ۸۶٫۵ درصد در سال ۲۰۱۹ رسید.", ["2018", "2019"]),
    ("fa", "در سال ۲۰۲۴ نرخ ۶۰ درصد بود، در برابر ۴۵ درصد در سال ۲۰۲۳.", ["2024", "2023"]),
    ("fa", "تا ۳۱ مه ۲۰۲۵، ۸۵ درصد انجام شد.", ["2025-05-31"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_share_has_the_period_that_the_article_tells(language: str, text: str, expected: list[str | None]) -> None:
    assert [share.period for share in _shares(text, language, "2026-01-06")] == expected


@pytest.mark.parametrize("code", FLOORS)
def test_most_periods_of_annotated_texts_are_right(code: str) -> None:
    right = list(_judged(code))
    assert sum(right) >= FLOORS[code] * len(right), f"{sum(right)} of {len(right)}"


def _judged(code: str) -> Iterator[bool]:
    """Whether the period of each share that was found is one of those annotated."""
    for file in sorted((HERE / "periods").glob(f"{code}-*.jsonl")):
        told = {row["id"]: row["periods"] for row in _rows(file)}
        for row in _rows(HERE / "gold" / file.name):
            found = _shares(row["input"], code, row.get("published"))
            for gold, accepted in zip(row["percentages"], told.get(row["id"], []), strict=False):
                start = _place(row["input"], gold)
                share = next((s for s in found if s.start < start + len(gold["text"]) and start < s.end), None)
                if share is not None:
                    yield share.period in (accepted if isinstance(accepted, list) else [accepted])


def _shares(text: str, language: str, published: str | None) -> list[Share]:
    return [m for m in extract(text, language, published).mentions["percentages"] if isinstance(m, Share)]


def _place(text: str, gold: dict[str, Any]) -> int:
    place = -1
    for _ in range(gold.get("occurrence", 1)):
        place = text.index(gold["text"], place + 1)
    return place


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
