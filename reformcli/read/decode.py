"""Bytes to text. UTF-8 first; the encodings that the four languages were once written in where it is something else."""

from __future__ import annotations

from reformcli.errors import InputError

# Left to all it knows, the detector calls short English "cp775": only what these languages use may be the answer.
OTHER_ENCODINGS = ["utf_16", "utf_16_le", "utf_16_be", "utf_32", "cp1252", "cp1256", "cp1258"]


def decode(data: bytes) -> str:
    """The text of a file, without the byte order mark that signs it; newlines stay as they are.

    Raises InputError where the bytes are no text.
    """
    text = _utf8(data)
    if text is None or "\0" in text:  # UTF-16 without a mark is valid UTF-8, full of NULs
        text = _detected(data)
    if text is None or "\0" in text:
        binary = "is not a text: it holds NUL bytes; give its text as UTF-8"
        raise InputError(binary if b"\0" in data else "is in no encoding that can be recognised; save it as UTF-8")
    return text


def _utf8(data: bytes) -> str | None:
    """The text, with U+FFFD for a few bytes damaged on the way; None where most of it is not UTF-8."""
    text = data.decode("utf-8-sig", errors="replace")
    damaged = text.count("\ufffd")
    return text if damaged * 10 <= sum(char > "\x7f" for char in text) else None


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=OTHER_ENCODINGS).best()
    return None if best is None else str(best)
