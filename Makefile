# Viva: `make run` and `make test` do all the set-up on a fresh machine; the second call starts at once.
.DEFAULT_GOAL := help
VIVA := .venv/bin/viva
PYTHON := .venv/bin/python

# The quick ones; `make test TESTS=` runs all. One process for each core, and what bears no
# competition in one of them (tests/conftest.py).
TESTS ?= -m "not slow"
PYTEST := $(PYTHON) -m pytest -n auto --maxprocesses 8 --dist loadgroup

# A download that ctrl-c skips, or for which there is no network, keeps nobody from Viva.
MODEL =
MODEL_THEN = trap : INT; $(VIVA) model ensure $(MODEL) || true; trap - INT;

.PHONY: help run demo test lint check soak format snapshots docs benchmarks clean

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Set up what is missing, a speech model too (MODEL=none: without), then open Viva
	@tools/setup.sh
	@$(MODEL_THEN) exec $(VIVA)

demo: ## Set up what is missing, then show a report without microphone
	@tools/setup.sh
	@$(MODEL_THEN) exec $(VIVA) demo

test: ## Set up what is missing, then run the quick tests of every subject
	@tools/setup.sh dev
	@$(PYTEST) $(TESTS)

lint: ## Format, lint, types, import contracts, generated documents
	@tools/setup.sh dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache
	$(PYTHON) tools/documents.py --check
	$(PYTHON) -m tools.structure

check: lint ## All that must be green before a change lands: lint, and every test
	@$(PYTEST)

soak: ## Try for an hour and more to lose an answer; prints what was lost (docs/reliability.md)
	@tools/setup.sh dev
	@$(PYTHON) -m tools.soak

format: ## Format the code and mend what ruff can
	@tools/setup.sh dev
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

snapshots: ## Draw the screens' pictures anew (then look at them)
	@tools/setup.sh dev
	$(PYTHON) -m pytest tests/screens --snapshot-update

docs: ## Write the generated documents anew
	@tools/setup.sh dev
	$(PYTHON) tools/documents.py

benchmarks: ## Print start-up figures; accuracy with SPEECH=folder of recordings with known answers
	@tools/setup.sh dev
	$(PYTHON) benchmarks/startup.py
	$(if $(SPEECH),$(PYTHON) benchmarks/accuracy.py $(SPEECH) --praat)

clean: ## Remove .venv and caches; recordings are elsewhere and stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
