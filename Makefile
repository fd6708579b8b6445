# Viva: `make run` and `make test` do all the set-up on a fresh machine; the second call starts at once.
.DEFAULT_GOAL := help
VIVA := .venv/bin/viva
PYTHON := .venv/bin/python

.PHONY: help run demo test check format snapshots docs benchmarks tinywhisper clean

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Set up what is missing, then open Viva
	@tools/setup.sh
	@$(VIVA)

demo: ## Set up what is missing, then show a report without microphone or network
	@tools/setup.sh
	@$(VIVA) demo

test: ## Set up what is missing, then run the tests
	@tools/setup.sh dev
	@$(PYTHON) -m pytest

check: ## Format, lint, types, import contracts, generated documents, tests
	@tools/setup.sh dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache
	$(PYTHON) tools/documents.py --check
	$(PYTHON) -m pytest

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

benchmarks: ## Print the figures that the documents quote
	@tools/setup.sh dev
	$(PYTHON) benchmarks/startup.py

clean: ## Remove .venv and caches; recordings are elsewhere and stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
