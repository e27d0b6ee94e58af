"""The kinds of record. The order is the dependency: a kind may use those before it."""

from reformcli.extract import dates, deadlines, percentages, provinces

KINDS = (dates, percentages, provinces, deadlines)
