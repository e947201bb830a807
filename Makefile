# `make run` does the main job on corpus/, `make test` checks everything; both set up what they lack.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
INPUT ?= corpus/articles corpus/events/articles.jsonl
OUTPUT ?= outputs

.PHONY: run test check browser server golden bench soak screenshots wheel clean help

help:
	@echo "make run     extract awards from $(INPUT)/ into $(OUTPUT)/ (INPUT=… OUTPUT=… for your own)"
	@echo "make test    set up, lint, type-check and run all tests, the browser's too"
	@echo "make golden  write outputs/golden/ anew after a wanted change of results"
	@echo "make bench   measure speed and memory on this machine"
	@echo "make screenshots  take the pictures of the documentation anew"
	@echo "make soak    kill loads and runs, load a million records, read a million articles (hours)"

run: $(VENV)/.run
	$(BIN)/thidua run $(INPUT) -o $(OUTPUT)

test: $(VENV)/.dev browser server check
	$(BIN)/python -m pytest -n 2

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/thidua rules check

golden: $(VENV)/.run
	$(BIN)/thidua extract corpus/articles --quiet | sed 's/"rules_version":"[^"]*"/"rules_version":null/' > outputs/golden/records.jsonl

bench: $(VENV)/.dev
	$(BIN)/thidua bench corpus/articles

# Hours: kills in the middle of loads and a million rows on both databases, kills in the middle of runs on a cluster,
# texts made to be slow, odd texts and, with NEWS=FILE of general news, a million articles. docs/database.md, scale.md
# and performance.md have the results.
soak: $(VENV)/.dev server
	$(BIN)/python -m benchmarks.load --records 1000000 --postgresql
	$(BIN)/python -m benchmarks.kills --records 200000 --kills 20
	$(BIN)/python -m benchmarks.kills --records 200000 --kills 20 --postgresql
	$(BIN)/python -m benchmarks.cluster_kills --runs 20
	$(if $(NEWS),$(BIN)/python -m benchmarks.million $(NEWS))
	$(BIN)/python -m benchmarks.hostile
	$(BIN)/python -m benchmarks.fuzz --texts 1000000

screenshots: $(VENV)/.dev browser
	$(BIN)/python -m tests.browser.screenshots

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel

browser:
	@sh tests/browser/install.sh

server:
	@sh tests/db/install.sh

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache

# The exact versions that were tested stand in constraints.txt; pyproject.toml only bounds them from below.
$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "thidua needs Python 3.11 or newer; name one with make PYTHON=…")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[all]'
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[all,dev]'
	@touch $@ $(VENV)/.run
