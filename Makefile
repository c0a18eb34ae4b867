# The commands of the project: `make help`. `make run` and `make test` need only Python 3.11+ (with venv), git and make.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
CATALOGUES := $(wildcard src/portal_tui/locales/*/*.po)
DEMO ?= sodec
ROUNDS ?= 100
SIZE ?= 120x40
BENCH ?=
# One more than there are processors: some tests wait, for a program to end or a line to break.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

.PHONY: help run test lint types contracts tests journeys-tmux catalogues lock mutants bench soak gallery screens docs clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/run.stamp catalogues ## the demonstration of SOD@ccès on a fresh portal (DEMO=pgamr, DEMO=departement)
	@$(BIN)/portal-tui demo $(DEMO) --fresh

test: lint types contracts tests ## every check that a change must pass

lint: $(VENV)/dev.stamp ## style and layout of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp ## mypy --strict
	$(BIN)/mypy

contracts: $(VENV)/dev.stamp ## who may import whom
	$(BIN)/lint-imports --no-logo

tests: $(VENV)/dev.stamp catalogues ## the tests
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -q

catalogues: $(VENV)/catalogues.stamp ## the .mo files, from the .po files

lock: ## renew the three locks (needs uv): hashes, no index addresses
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --group dev --extra server --extra postgres --extra keyring -c requirements.lock -o requirements-dev.lock
	printf 'hatchling\neditables\nbabel\n' | $(LOCK) - -c requirements-dev.lock -o requirements-build.lock

journeys-tmux: $(VENV)/dev.stamp catalogues ## the journeys by keyboard in a real terminal, tmux; SIZE=80x24
	JOURNEYS=tmux SIZE=$(SIZE) $(BIN)/pytest -n $(WORKERS) -q tests/journeys

mutants: $(VENV)/dev.stamp ## changes to the rules that no test notices
	$(BIN)/python tools/mutants.py

bench: $(VENV)/dev.stamp catalogues ## the aims of speed, as ratios with bare programs
	$(BIN)/python -m benchmarks.run $(BENCH)

soak: $(VENV)/dev.stamp catalogues ## what the suite tries a few times, ROUNDS=100 times
	SOAK_ROUNDS=$(ROUNDS) $(BIN)/pytest -q -m soak -o faulthandler_timeout=3600

gallery: $(VENV)/dev.stamp catalogues ## every screen at three sizes on one sheet
	$(BIN)/python tools/gallery.py

screens: $(VENV)/dev.stamp catalogues ## the pictures of the README, on the demonstration
	$(BIN)/python tools/screens.py

docs: $(VENV)/dev.stamp catalogues ## the pages that are written from the program: docs/keys.md, docs/register-rights.md, docs/openapi.json
	$(BIN)/python tools/keys_page.py
	$(BIN)/python tools/register_page.py
	$(BIN)/python tools/openapi.py

clean: ## everything that these commands made
	rm -rf $(VENV) dist build mutants gallery out .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests -name __pycache__ -prune -exec rm -rf {} + -o -name '*.mo' -exec rm -f {} +

LOCK := uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11

$(VENV)/catalogues.stamp: $(CATALOGUES) tools/compile_catalogues.py | $(VENV)/run.stamp
	@$(BIN)/python tools/compile_catalogues.py src/portal_tui/locales
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo 'portal-tui needs Python 3.11 or later: make PYTHON=/path/to/python3 …' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/run.stamp: requirements.lock requirements-build.lock pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	$(PIP) --require-hashes -r requirements.lock -r requirements-build.lock
	$(PIP) --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
