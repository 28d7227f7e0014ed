# Needs only Python 3.11, make and git: it makes .venv, installs uv there, and uv does the rest
# from the lock file.
PYTHON ?= python3
VENV := .venv
UV := $(VENV)/bin/uv
BIN := $(VENV)/bin

# Tests run on two workers; a second thread in each would only wait for the first.
test cover recovery recovery-long mutants: export OMP_NUM_THREADS := 1
test cover recovery recovery-long mutants: export OPENBLAS_NUM_THREADS := 1

.PHONY: help demo demo-register test check fix types layers docs bench serve clean lint cover recovery recovery-long mutants browser spark postgres installed site pictures

help:  ## what there is to make
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ —/'

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Daylight needs Python 3.11 or later: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

# What the demo needs: the package itself, and no tool of its development.
$(VENV)/.ready: $(UV) pyproject.toml uv.lock
	$(UV) sync --frozen --quiet --no-dev --inexact --compile-bytecode
	@touch $@

# Everything, for the tests and `make check`.
$(VENV)/.all: $(UV) pyproject.toml uv.lock
	$(UV) sync --frozen --quiet --all-extras --group site --inexact --compile-bytecode
	@touch $@ $(VENV)/.ready

demo: $(VENV)/.ready  ## raw Minneapolis records → a findings report
	$(BIN)/daylight demo --out demo-run

demo-register: $(VENV)/.all  ## the consent-decree register, filled with a synthetic decree
	$(BIN)/daylight register demo --folder register-demo

test: $(VENV)/.all  ## the quick tests
	$(BIN)/python -m pytest -n 2

check: lint types layers docs site cover installed recovery browser postgres spark  ## everything CI runs

lint: $(VENV)/.all  ## ruff, rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

cover: $(VENV)/.all  ## the quick tests, with branch coverage
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term:skip-covered

recovery: $(VENV)/.all  ## simulations: estimates find the truth, intervals cover
	$(BIN)/python -m pytest -n 2 -m 'recovery and not recovery_long'

recovery-long: $(VENV)/.all  ## the slowest simulations, before a release
	$(BIN)/python -m pytest -n 2 -m recovery_long

# COUNT, SEED: how many changes and which ones; add --within SECONDS or --most SURVIVORS in ARGS.
COUNT ?= 40
SEED ?= daylight
mutants: $(VENV)/.all  ## change operators one at a time; list the changes no test notices
	$(BIN)/python tests/mutants.py --count $(COUNT) --seed $(SEED) $(ARGS)

installed: $(VENV)/.all  ## the wheel in a bare environment: its demo, its listings, its types
	tests/installed/check.sh

browser: $(VENV)/.all  ## pages in a real browser; needs Chromium
	$(BIN)/python -m pytest -m browser

spark: $(VENV)/.all  ## the same counts from Spark; needs Java 17
	$(BIN)/python -m pytest -m spark

postgres: $(VENV)/.all  ## concurrent edits of the register on PostgreSQL
	$(BIN)/python -m pytest -m postgres

fix: $(VENV)/.all  ## format, mend what a tool can mend, write the generated parts of the documentation
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m cogapp -r docs/reference/*.md docs/reference/methods/*.md

types: $(VENV)/.all  ## mypy, strict
	$(BIN)/mypy

layers: $(VENV)/.all  ## who may import whom
	$(BIN)/lint-imports

docs: $(VENV)/.all  ## generated parts of the documentation are up to date
	$(BIN)/python -m cogapp --check docs/reference/*.md docs/reference/methods/*.md

site: $(VENV)/.all  ## the documentation site, in site/; its links are checked
	$(BIN)/python -m tools.site

pictures: $(VENV)/.all  ## the pictures of the documentation; those of pages need Chromium
	$(BIN)/python -m tools.pictures
	$(BIN)/python -m tools.lessons
	$(BIN)/python -m tools.screens

bench: $(VENV)/.all  ## speed and memory, as ratios in one run
	for file in benchmarks/bench_*.py; do $(BIN)/python $$file; done

serve: demo  ## the demo report on this machine, at port 8000
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory demo-run/report 8000

clean:  ## what make made
	rm -rf $(VENV) demo-run build site .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
