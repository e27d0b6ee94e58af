"""`python -m reformcli`."""

from reformcli.cli import main

main()
