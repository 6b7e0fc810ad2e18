# make demo   sees it work     make test   proves it
# Everything goes into .venv; nothing outside this folder is touched. README.md has the same without make.

PYTHON ?= python3
VENV ?= .venv
UV ?= uv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: demo test check messages lock clean

demo: $(VENV)/.base
	$(BIN)/jikim demo kmong

test: check
	$(BIN)/pytest -n 2 --dist loadscope

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.messages --check

# Gathers src/jikim/messages/ko/*.po into the catalogue that is shipped.
messages: $(VENV)/.dev
	$(BIN)/python -m tools.messages

# Needs uv. The locks hold versions and hashes, never an address.
lock:
	$(LOCK) --group build -o requirements/base.lock pyproject.toml
	$(LOCK) --group build --group dev --extra postgres --extra mysql --extra s3 --extra paper --extra read -c requirements/base.lock -o requirements/dev.lock pyproject.toml

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache jikim-demo

$(VENV)/.base: requirements/base.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/base.lock
	$(PIP) install --no-build-isolation --no-deps --editable .
	touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.base
	$(PIP) install --require-hashes -r requirements/dev.lock
	touch $@
