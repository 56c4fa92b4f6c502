# The tasks of the project. `make demo` and `make test` are all a new machine needs.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo app test check lint types architecture chromium postgres libreoffice soak screenshots paper-pictures catalogue constraints clean

PYTHON ?= $(shell for name in python3.11 python3 python3.12 python3.13 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

help:
	@echo "make demo          install, then print the sample county's tables and one district's ranking"
	@echo "make app           open the app on the sample county, on this machine only"
	@echo "make test          install, then run the tests (under a quarter of an hour)"
	@echo "make check         lint, types and architecture, then make test"
	@echo "make soak          every state of every page, LibreOffice, every fault 100 times (up to 30 minutes)"
	@echo "make screenshots   take a picture of every page again, into docs/screenshots"
	@echo "make paper-pictures   take pictures of the pages of every paper again, into docs/papers"
	@echo "make catalogue     collect every sentence again, into toolkit/locale"
	@echo "make constraints   write constraints.txt again, with the newest versions that resolve"
	@echo "make clean         remove the environment and the caches"

# A stamp says what is installed; pyproject.toml and constraints.txt make it stale.

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: put it on the PATH, or name it: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python lacks its venv module; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.app: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing into $(VENV) (about 400 MB; a minute or two the first time) ..."
	@$(PIP) install -e ".[app,papers,evidence]" -c constraints.txt
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing into $(VENV) with the tools for testing (about 700 MB; a minute or two the first time) ..."
	@$(PIP) install -e ".[app,papers,evidence,dev]" -c constraints.txt
	@touch $(VENV)/.app $@

demo: $(VENV)/.app
	@printf '\n$$ csp-toolkit county sample_districts\n\n'
	@$(BIN)/csp-toolkit county sample_districts
	@printf '\n$$ csp-toolkit score sample_districts/maidstone\n\n'
	@$(BIN)/csp-toolkit score sample_districts/maidstone
	@printf '\nTo open the app on the sample county:  make app   (or %s/csp-toolkit app)\n' '$(BIN)'

app: $(VENV)/.app
	@$(BIN)/csp-toolkit app --sample

test: $(VENV)/.dev chromium postgres
	@$(BIN)/python -m tests.throwaway_postgres --in-memory .ci/run-tests $(BIN)/python </dev/null

check: lint types architecture
	@$(MAKE) --no-print-directory test

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.dev
	@$(BIN)/mypy

architecture: $(VENV)/.dev
	@$(BIN)/lint-imports

chromium:
	@.ci/get-chromium

postgres:
	@.ci/get-postgres

libreoffice:
	@.ci/get-libreoffice

soak: $(VENV)/.dev chromium postgres libreoffice
	@timeout 1800 $(BIN)/python -m tests.throwaway_postgres --in-memory .ci/run-soak $(BIN)/python </dev/null

screenshots: $(VENV)/.dev chromium
	@$(BIN)/python -m tests.screenshots docs/screenshots

paper-pictures: $(VENV)/.dev libreoffice
	@$(BIN)/python -m tests.paper_pictures docs/papers

catalogue: $(VENV)/.dev
	@$(BIN)/python -m tests.catalogue

constraints:
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && $(PYTHON) -m venv "$$scratch/venv" \
	&& "$$scratch/venv/bin/pip" install -qq -e ".[app,papers,evidence,spark,dev]" \
	&& { sed -n '/^#/p' constraints.txt; "$$scratch/venv/bin/pip" freeze --exclude-editable | LC_ALL=C sort -f; } >"$$scratch/new" \
	&& cp "$$scratch/new" constraints.txt && git --no-pager diff --stat constraints.txt

clean:
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
