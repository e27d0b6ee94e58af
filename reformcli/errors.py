"""Errors that a user can act on. Only `reformcli.cli` turns them into exit codes.

    ReformError            anything this program raises on purpose
    ├── UsageError         the call cannot be done as asked: a wrong name, path or option (exit 2)
    ├── InputError         a file or record cannot be read (exit 1; the others go on)
    └── StoreError         the store is missing, damaged or not ours (exit 2)

Every message is one sentence that says what is wrong, where, and what to do about it.
"""


class ReformError(Exception):
    """Base of all errors that this program raises on purpose."""


class UsageError(ReformError):
    """The call cannot be done as asked."""


class InputError(ReformError):
    """A file or record cannot be read."""


class StoreError(ReformError):
    """The store is missing, damaged, or not one of ours."""
