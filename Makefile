# Viva: `make run` and `make test` set everything up on a new machine; later calls start at once.
.DEFAULT_GOAL := help
VIVA := .venv/bin/viva
PYTHON := .venv/bin/python

# The quick tests; `make test TESTS=` runs all. One process per core and one more (tests/conftest.py);
# tests that need real time run in one of them, one after another. Without bytecode files, each
# process would compile the code, and rewrite the tests, every time.
TESTS ?= -m "not slow" --hypothesis-profile=quick
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(PYTHON) -m pytest -n auto --maxprocesses 8 --dist loadgroup

# Viva opens even if the download is skipped with Ctrl-C or there is no network.
MODEL =
MODEL_THEN = trap : INT; $(VIVA) model ensure $(MODEL) || true; trap - INT;

.PHONY: help run demo test lint check soak format snapshots docs benchmarks clean

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Set up what is missing, including a speech model (MODEL=none skips it), then open Viva
	@tools/setup.sh
	@$(MODEL_THEN) exec $(VIVA)

demo: ## Set up what is missing, then show a report without a microphone
	@tools/setup.sh
	@$(MODEL_THEN) exec $(VIVA) demo

test: ## Set up what is missing, then run the quick tests
	@tools/setup.sh dev
	@$(PYTEST) $(TESTS)

lint: ## Check formatting, lint, types, import contracts, generated documents, structure, words
	@tools/setup.sh dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache
	$(PYTHON) tools/documents.py --check
	$(PYTHON) -m tools.structure
	$(PYTHON) -m tools.wording

check: lint ## Everything that must pass before a change lands: lint, and every test
	@$(PYTEST)

soak: ## Try for more than an hour to lose an answer (docs/reliability.md)
	@tools/setup.sh dev
	@$(PYTHON) -m tools.soak

format: ## Format the code and fix what ruff can
	@tools/setup.sh dev
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

snapshots: ## Redraw the screens' pictures (then look at them)
	@tools/setup.sh dev
	$(PYTHON) -m pytest tests/screens --snapshot-update

docs: ## Update the generated documents
	@tools/setup.sh dev
	$(PYTHON) tools/documents.py

benchmarks: ## Print startup times; with SPEECH=FOLDER of labeled recordings, accuracy too
	@tools/setup.sh dev
	$(PYTHON) benchmarks/startup.py
	$(if $(SPEECH),$(PYTHON) benchmarks/accuracy.py $(SPEECH) --praat)

clean: ## Remove .venv and caches; your recordings are elsewhere and stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
