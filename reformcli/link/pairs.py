"""What two words of one clause say together: "fees" and "online" are online payment, whatever stands between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reformcli.extract.lexicon import Hit
from reformcli.extract.scan import Scan

_REACH = 35  # characters between the two
_MOST = 8  # words before one among which its other half is looked for
_PARTED = re.compile(r"[.;:؛\n]|[,،] ")
_MEANT = {
    ("fee", "online"): "online-payment", ("fee", "digital"): "online-payment",
    ("file", "online"): "online-services", ("procedure", "online"): "online-services",
    ("fee", "net"): "online-payment", ("people", "opinion"): "satisfaction",
    ("time", "cut"): "decentralization", ("time", "save"): "decentralization",
    ("procedure", "cut"): "decentralization", ("form", "cut"): "decentralization",
    ("procedure", "hand"): "decentralization",
    ("procedure", "public"): "transparency", ("form", "public"): "transparency",
    ("staff", "cut"): "organization",
    ("record", "digital"): "digitization", ("record", "enter"): "digitization",
    ("household", "agree"): "organization",
    ("task", "done"): "reform-tasks",
}
_MEANT |= {(other, one): meant for (one, other), meant in _MEANT.items()}


def pairs(scan: Scan, phrases: Sequence[Hit]) -> Iterator[Hit]:
    """What every two near words of a clause say, at the second of them, in text order.

    A word is no half where one of the `phrases` holds it that says `other`: school fees are no fees of procedures. What
    phrases say of both already is not said again.
    """
    parts = scan.of("indicator-parts")
    for place, other in enumerate(parts):
        for one in reversed(parts[max(0, place - _MOST) : place]):
            if other.start - one.end > _REACH:
                break
            meant = _MEANT.get((one.concept, other.concept))
            if meant and one.end <= other.start and not _PARTED.search(scan.folded, one.end, other.start):
                held = _held(one, phrases), _held(other, phrases)
                if "other" not in held and held != (meant, meant):
                    yield Hit(other.start, other.end, meant)
                break


def _held(part: Hit, phrases: Sequence[Hit]) -> str | None:
    """What the phrase says that holds a word."""
    place = bisect_right(phrases, part.start, key=lambda phrase: phrase.start) - 1
    return phrases[place].concept if place >= 0 and phrases[place].end >= part.end else None
