"""What joins mentions: a year for a year-less date; provinces; indicator and period for a share; a deadline's task.

The order is the dependency. A link takes the scanned text and the mentions found so far, and returns the kinds that it
rewrote.
"""

from reformcli.link import shares, subjects, tasks, years

LINKS = (years.link, subjects.link, shares.link, tasks.link)
