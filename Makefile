# `make help` lists what there is. Everything is installed into this folder; nothing outside of it changes.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test browser bench bench-nlu weights install install-dev lock upgrade format clean

VENV := .venv
TRAIN := .venv-train
WEIGHTS := var/understanding/weights.bin
SENTENCES := $(wildcard nlu/data/*/*.yml nlu/concepts/*.yaml)
UNDERSTANDING := $(wildcard bot/understanding/*.py bot/understanding/*/*.py)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install $(WEIGHTS) ## try Wegwijs: the page on this machine, and Telegram when its token is set
	@$(VENV)/bin/wegwijs run --demo

test: install-dev browser $(WEIGHTS) ## everything that CI runs
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo
	$(VENV)/bin/wegwijs check
	$(VENV)/bin/pytest -n 2 --cov

bench: install-dev $(WEIGHTS) ## turns per second, beside a bare Telegram echo
	$(VENV)/bin/python -m bench

bench-nlu: install-dev $(TRAIN)/.requirements ## how well free text is understood, held back and apart; trains once
	$(TRAIN)/bin/python -m bot.understanding.training nlu/data $(WEIGHTS)
	$(VENV)/bin/python -m bot.understanding.bench --weights $(WEIGHTS)

weights: $(WEIGHTS) ## train the understanding of free text, if its sentences changed

browser: ## Debian's Chromium, in which the pages are tested
	@tools/browser

install: $(VENV)/.wegwijs ## what running needs

install-dev: install $(VENV)/.dev ## what developing needs as well

format: install-dev ## put the code in its one format
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

clean: ## remove what make made here; the database in var/ stays
	rm -rf $(VENV) $(TRAIN) $(WEIGHTS) .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache

# --- locks -------------------------------------------------------------------

# The header names what to run; where it ran and from which index stays out of the file.
COMPILE = UV_CUSTOM_COMPILE_COMMAND='make lock' $(VENV)/bin/uv --no-config pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links \
	$(UPGRADE)

lock: install-dev ## write the locks again after a change in pyproject.toml; versions stay
	$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	$(COMPILE) pyproject.toml --group build --group dev --constraints requirements.lock \
		--output-file requirements-dev.lock
	$(COMPILE) requirements-train.in --output-file requirements-train.lock

upgrade: ## write the locks again with the newest versions
	$(MAKE) lock UPGRADE=--upgrade

# --- environments ------------------------------------------------------------

%/bin/python:
	@python=$$(tools/find-python) && tools/make-venv $* "$$python"

$(VENV)/.requirements: requirements.lock | $(VENV)/bin/python
	tools/install $(VENV) --require-hashes -r requirements.lock
	@touch $@

# The build backend came with the lock, so this needs no network.
$(VENV)/.wegwijs: pyproject.toml bot/__init__.py $(VENV)/.requirements
	tools/install $(VENV) --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/bin/python
	tools/install $(VENV) --require-hashes -r requirements-dev.lock
	@touch $@

$(TRAIN)/.requirements: requirements-train.lock | $(TRAIN)/bin/python
	tools/install $(TRAIN) --require-hashes -r requirements-train.lock
	@touch $@

# Weights fit the code that reads them, so they are trained again when that changes too.
$(WEIGHTS): $(SENTENCES) $(UNDERSTANDING) $(TRAIN)/.requirements
	@mkdir -p $(@D)
	$(TRAIN)/bin/python -m bot.understanding.training nlu/data $@
