# Needs only Python 3.11, make and git: it makes .venv, installs uv there, and uv does the rest.
PYTHON ?= python3
VENV := .venv
UV := $(VENV)/bin/uv

.PHONY: demo test check fix types layers docs bench serve clean

$(UV):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Daylight needs Python 3.11 or later; run make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.ready: $(UV) pyproject.toml uv.lock
	$(UV) sync --frozen --quiet --extra sample --inexact
	touch $@

$(VENV)/.all: $(UV) pyproject.toml uv.lock
	$(UV) sync --frozen --quiet --all-extras --inexact
	touch $@ $(VENV)/.ready

demo: $(VENV)/.ready  ## raw Minneapolis records → a findings report
	$(VENV)/bin/daylight demo --out demo-run

test: $(VENV)/.ready  ## the quick tests
	$(VENV)/bin/python -m pytest

check: $(VENV)/.all types layers  ## everything CI runs
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/python -m pytest

fix: $(VENV)/.all  ## format and mend what a tool can mend
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

types: $(VENV)/.all
	$(VENV)/bin/mypy

layers: $(VENV)/.all
	$(VENV)/bin/lint-imports
