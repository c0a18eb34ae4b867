# The commands of the project. `make run` and `make test` need only Python 3.11+ (with venv), git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(wildcard src/portal_tui/locales/*/*.po)
DEMO ?= sodec

.PHONY: run test lint types contracts tests catalogues lock clean

run: $(VENV)/run.stamp catalogues
	@$(BIN)/portal-tui demo $(DEMO) --fresh

test: lint types contracts tests

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

contracts: $(VENV)/dev.stamp
	$(BIN)/lint-imports

tests: $(VENV)/dev.stamp catalogues
	$(BIN)/pytest -n 2 -q

catalogues: $(VENV)/catalogues.stamp

$(VENV)/catalogues.stamp: $(CATALOGUES) tools/compile_catalogues.py | $(VENV)/run.stamp
	@$(BIN)/python tools/compile_catalogues.py src/portal_tui/locales
	@touch $@

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock -r requirements-build.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Renew the three locks: hashes, no index addresses.
LOCK := uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11
lock:
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	printf 'hatchling\neditables\nbabel\n' | $(LOCK) - -c requirements-dev.lock -o requirements-build.lock

clean:
	rm -rf $(VENV) dist build
