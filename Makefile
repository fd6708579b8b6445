# Viva: `make run` and `make test` do all the set-up on a fresh machine; the second call starts at once.
.DEFAULT_GOAL := help
VIVA := .venv/bin/viva
PYTHON := .venv/bin/python

# A download that ctrl-c skips, or for which there is no network, keeps nobody from Viva.
MODEL =
MODEL_THEN = trap : INT; $(VIVA) model ensure $(MODEL) || true; trap - INT;

.PHONY: help run demo test check soak format snapshots docs benchmarks tinywhisper clean

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Set up what is missing, a speech model too (MODEL=none: without), then open Viva
	@tools/setup.sh
	@$(MODEL_THEN) exec $(VIVA)

demo: ## Set up what is missing, then show a report without microphone
	@tools/setup.sh
	@$(MODEL_THEN) exec $(VIVA) demo

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

# Torch is needed here and nowhere else. Stop and start it at will: it goes on where it was.
MINUTES ?= 90
CLIPS ?= 48000
TW := build/tinywhisper
TWPYTHON := $(TW)/venv/bin/python
TOKENIZER := analysis/demo/model/tokenizer.json
tinywhisper: ## Train the demonstration model further (MINUTES=90 CLIPS=48000; needs libespeak-ng1 and flite)
	@test -x $(TWPYTHON) || (python3 -m venv $(TW)/venv && $(TWPYTHON) -m pip install -q torch==2.13.0 \
		numpy soundfile tokenizers ctranslate2 faster-whisper==1.2.1 jiwer)
	@test -d $(TW)/bank || $(TWPYTHON) -m tools.tinywhisper.speak --clips $(CLIPS) --out $(TW)/bank
	@test -d $(TW)/held || $(TWPYTHON) -m tools.tinywhisper.speak --clips 400 --seed 9 --held-out --out $(TW)/held
	@test -d $(TW)/unseen || $(TWPYTHON) -m tools.tinywhisper.speak --clips 300 --seed 10 --held-out \
		--voices unseen --out $(TW)/unseen
	@test -f $(TW)/start.pt || $(TWPYTHON) -m tools.tinywhisper.thaw --out $(TW)/start.pt
	$(TWPYTHON) -m tools.tinywhisper.train --data $(TW)/bank --held $(TW)/held --tokenizer $(TOKENIZER) \
		--start $(TW)/start.pt --out $(TW)/run.pt --minutes $(MINUTES) --lr 6e-4
	$(TWPYTHON) -m tools.tinywhisper.convert --run $(TW)/run.pt --tokenizer $(TOKENIZER) --out $(TW)/model
	$(TWPYTHON) -m tools.tinywhisper.evaluate --model $(TW)/model --bank $(TW)/held --bank $(TW)/unseen
	@echo "The model is in $(TW)/model; copy it to analysis/demo/model when its figures are better."

clean: ## Remove .venv and caches; recordings are elsewhere and stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
