"""reformcli: dates, shares, provinces and deadlines from the press on Viet Nam's administrative reform."""

__version__ = "0.1.0"
