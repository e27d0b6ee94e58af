"""What joins mentions: a year for a year-less date; province, indicator and period for a share; a deadline's task.

The order is the dependency. A link takes the scanned text and the mentions found so far, and returns the kinds that it
rewrote.
"""

from reformcli.link import shares, tasks, years

LINKS = (years.link, shares.link, tasks.link)
