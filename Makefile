# `make help` lists what there is. Everything is installed into this folder; nothing outside of it changes.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test browser pictures bench bench-nlu nlu nlu-calibration weights install install-dev lock upgrade format clean

VENV := .venv
TRAIN := .venv-train
WEIGHTS := var/understanding/weights.bin
NLU := .venv-nlu
NLU_MODELS := var/nlu/models
NLU_MODEL := quick
NLU_PORT := 5005
ENGINES := embedded
SENTENCES := $(wildcard nlu/data/*/*.yml nlu/concepts/*.yaml nlu/danger/*.yml)
UNDERSTANDING := $(wildcard bot/understanding/*.py bot/understanding/*/*.py)

# Containers often forbid Python to keep what it compiled. Each process that the tests start would compile all
# of the program again, and each worker of pytest all tests.
unexport PYTHONDONTWRITEBYTECODE

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install $(WEIGHTS) ## try Wegwijs: the page on this machine, and Telegram when its token is set
	@$(VENV)/bin/wegwijs run --demo

test: install-dev browser $(WEIGHTS) $(NLU_MODELS)/quick.tar.gz ## everything that CI runs; Rasa too, 3 GB the first time
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo
	$(VENV)/bin/wegwijs check
	$(VENV)/bin/pytest -n 2 --dist worksteal -m "not untraced" --cov --cov-report=
	$(VENV)/bin/pytest -n 2 --dist worksteal -m untraced
	$(VENV)/bin/coverage report

bench: install-dev $(WEIGHTS) ## turns per second, beside a bare Telegram echo; open pages, desks, a board
	$(VENV)/bin/python -m bench
	$(VENV)/bin/python -m bench.pages
	$(VENV)/bin/python -m bench.desk
	$(VENV)/bin/python -m bench.board

bench-voice: install-dev $(WEIGHTS) ## how long a message takes that somebody asks to hear, and what the voice adds to a turn
	$(VENV)/bin/python -m bench.listening
	$(VENV)/bin/python -m bench.voice_on

bench-nlu: install-dev $(TRAIN)/.requirements ## how well free text is understood, held back and apart; trains once
	$(TRAIN)/bin/python -m bot.understanding.training nlu/data $(WEIGHTS)
	$(VENV)/bin/python -m bot.understanding.bench --weights $(WEIGHTS)
	$(VENV)/bin/python -m bot.understanding.bench --weights $(WEIGHTS) --examples tests/unseen
ifneq ($(filter rasa,$(ENGINES)),)
	$(MAKE) $(NLU_MODELS)/$(NLU_MODEL).tar.gz
	$(NLU)/bin/python tools/with_nlu.py $(NLU_MODELS)/$(NLU_MODEL).tar.gz \
		$(VENV)/bin/python -m bot.understanding.bench --weights $(WEIGHTS) --engine rasa
endif

nlu: $(NLU_MODELS)/$(NLU_MODEL).tar.gz ## install Rasa, train and serve it on this machine; NLU_MODEL=diet for DIET
	$(NLU)/bin/python tools/serve_nlu.py $< $(NLU_PORT)

nlu-calibration: install $(NLU)/.requirements $(TRAIN)/.requirements ## choose how sure Rasa's model must be
	$(TRAIN)/bin/python -m bot.understanding.held_back nlu/data var/nlu/held-back
	$(RASA) train nlu --config $(NLU_CONFIG_$(NLU_MODEL)) --nlu var/nlu/held-back/data \
		--out $(NLU_MODELS) --fixed-model-name held-back
	$(NLU)/bin/python tools/with_nlu.py $(NLU_MODELS)/held-back.tar.gz \
		$(VENV)/bin/python -m bot.understanding.calibrate $(NLU_MODEL)

weights: $(WEIGHTS) ## train the understanding of free text, if its sentences changed

browser: ## Debian's Chromium, in which the pages are tested
	@tools/browser

pictures: install-dev $(WEIGHTS) ## take the pictures of docs/begeleiders.md anew
	@tools/browser pictures
	$(VENV)/bin/python tools/pictures.py docs/pictures

install: $(VENV)/.wegwijs ## what running needs

install-dev: install $(VENV)/.dev ## what developing needs as well

format: install-dev ## put the code in its one format
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

clean: ## remove what make made here; the database in var/ stays
	rm -rf $(VENV) $(TRAIN) $(NLU) $(WEIGHTS) var/nlu .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache \
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
	$(subst 3.11,3.10,$(COMPILE)) nlu/pyproject.toml --override nlu/overrides.txt --output-file nlu/requirements.lock

upgrade: ## write the locks again with the newest versions
	$(MAKE) lock UPGRADE=--upgrade

# --- Rasa ---------------------------------------------------------------------

NLU_CONFIG_quick := nlu/config.yml
NLU_CONFIG_diet := nlu/config-diet.yml

# Rasa calls home unless told not to, and would take parts of an older model from its cache.
RASA = RASA_TELEMETRY_ENABLED=false RASA_MAX_CACHE_SIZE=0 RASA_CACHE_DIRECTORY=var/nlu/cache \
	TF_CPP_MIN_LOG_LEVEL=3 PYTHONWARNINGS=ignore $(NLU)/bin/rasa

$(NLU_MODELS)/quick.tar.gz: nlu/config.yml
$(NLU_MODELS)/diet.tar.gz: nlu/config-diet.yml
$(NLU_MODELS)/quick.tar.gz $(NLU_MODELS)/diet.tar.gz: $(NLU_MODELS)/%.tar.gz: $(wildcard nlu/data/*/*.yml) \
		bot/understanding/normalise.py bot/understanding/rasa_data.py $(VENV)/.wegwijs $(NLU)/.requirements
	$(VENV)/bin/python -m bot.understanding.rasa_data nlu/data var/nlu/data
	$(RASA) train nlu --config $(NLU_CONFIG_$*) --nlu var/nlu/data --out $(NLU_MODELS) --fixed-model-name $*
	@touch $@

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

$(NLU)/.requirements: nlu/requirements.lock tools/install-nlu
	@python=$$(tools/find-nlu-python) && tools/make-venv $(NLU) "$$python"
	tools/install-nlu $(NLU) nlu/requirements.lock
	@touch $@

# Weights fit the code that reads them, so they are trained again when that changes too.
$(WEIGHTS): $(SENTENCES) $(UNDERSTANDING) $(TRAIN)/.requirements
	@mkdir -p $(@D)
	$(TRAIN)/bin/python -m bot.understanding.training nlu/data $@
