# PYTHON is the interpreter that the environment in .venv is made with.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help run test check fix bench learn

help: ## show this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(READY) ## read the articles in data/raw into data/extracted, and print the report
	$(BIN)/reformcli ingest data/raw --store data/extracted
	$(BIN)/reformcli report --store data/extracted

test: $(READY) ## run the tests
	$(BIN)/pytest

check: $(READY) ## lint and type-check, changing nothing
	$(BIN)/ruff check
	$(BIN)/mypy

fix: $(READY) ## mend what the linter can mend by itself
	$(BIN)/ruff check --fix

bench: $(READY) ## time the extraction beside other tools
	$(BIN)/python -m tests.bench

learn: $(READY) ## learn anew from tests/gold what words say of years, deadlines and indicators
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .constraints.txt --editable '.[learn]'
	$(BIN)/python -m reformcli.learn tests/gold

# Made anew where the dependencies change; a half-made environment has no mark and is made again.
$(READY): pyproject.toml .constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "reformcli needs Python 3.11 or later: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .constraints.txt --editable '.[dev]'
	@touch $@
