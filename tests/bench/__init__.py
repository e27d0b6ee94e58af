"""Timing beside other tools: `python -m tests.bench`."""
