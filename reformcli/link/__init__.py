"""What joins mentions: a year for a year-less date; provinces; indicator and period for a share; a deadline's task.

A link takes the scanned text and the mentions found so far, and returns the kinds that it rewrote. Those of a kind run
in their order once that kind is found, before the next is looked for.
"""

from reformcli.link import shares, subjects, tasks, years

LINKS = {"dates": (years.link,), "deadlines": (subjects.link, shares.link, tasks.link)}
