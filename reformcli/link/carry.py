"""Whether a share is the subject's whose sentence names no province, by what was learned of such shares."""

from __future__ import annotations

from collections.abc import Iterable

from reformcli.extract.experience import learned
from reformcli.extract.percentages import Share
from reformcli.extract.scan import Scan
from reformcli.link.names import Slugs

NAME = "subjects"
CARRIED, NOBODY = "carried", "nobody"  # the answers that experience has
_SURE, _SURER = 1.5, 3.5  # the log odds from which on experience outdoes the rules: that it is nobody's, somebody's
_LED = 60  # the characters before the sentence that it hears
_BEHIND = 60  # characters behind a share in which somebody else named counts


def heard(scan: Scan, share: Share, start: int, ruled: Slugs, known: Slugs, told: Iterable[str]) -> Slugs:
    """Whom a share is about, in a sentence from `start` on: as `ruled`, unless experience is sure of the other side.

    `known` is who is being written about, `told` what else speaks for or against it. "Both" and "the latter" are sure.
    """
    pointed = {h.concept for h in scan.between("anaphor", start, share.start)} & {"both", "last", "here", "unit"}
    if not known or (ruled and pointed):
        return ruled
    others = [f"other {h.concept}" for h in scan.between("takeover", start, share.end + _BEHIND)]
    others += [f"anaphor {h.concept}" for h in scan.between("anaphor", start, share.start)]
    votes = learned(scan, NAME, (share.start, share.end), (*told, *others), before=_LED)
    if votes[NOBODY] > _SURE:
        return ()
    return ruled or known if votes[NOBODY] < -_SURER else ruled
