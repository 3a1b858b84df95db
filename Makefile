# Every target does its own set-up: on a machine with Python 3.11 and make,
# nothing needs to be run before anything else.

PYTHON ?= python3
CHROMIUM ?=
UPGRADE ?=
WORKERS ?= 2

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help demo test check bench seed setup assets browser lock clean
export CHROMIUM

# What is ours: the packages that ship, and the folders that do not.
ROOMS := portal services access_log auth storage dev tests bench tools

PY := .venv/bin/python
VENV := .venv/.ready
ASSETS := static/vendor/manifest.json
NPM := $(PY) -m tools.node npm --loglevel=error
# What only the tests need of npm: an OpenID provider that nobody here wrote, a validator of HTML.
PEERS := $(addsuffix /node_modules/.ready,tests/auth/oidc_provider tests/html)

##@ The two commands
demo: setup  ## the portal, the registers and a pretend ID-porten, on http://localhost:8000
	@exec $(PY) -m dev $(ARGS)

test: setup browser $(PEERS)  ## every test; make test ARGS="-k journeys"
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

##@ While working
check: setup  ## style, types, import contracts, translations, locks, the wheel
	@$(PY) -m ruff check $(ROOMS)
	@$(PY) -m ruff format --check $(ROOMS)
	@$(PY) -m mypy $(ROOMS)
	@.venv/bin/lint-imports
	@$(PY) -m djlint --lint --quiet portal/templates dev
	@$(PY) -m tools.translations check
	@$(PY) -m tools.leaks
	@$(PY) -m tools.lock --check
	@$(PY) -m tools.wheel
	@echo "All checks passed."

bench: setup  ## how fast the pages are, as shares of a bare server
	@$(PY) -m bench $(ARGS)

seed: setup  ## a made-up population in .data, the same each time
	@$(PY) -m dev seed $(ARGS)

lock: $(VENV)  ## the locks anew after a change in pyproject.toml; UPGRADE=--upgrade for newer versions
	@$(PY) -m tools.lock $(UPGRADE)

##@ Set-up, which the others do for themselves
setup: $(VENV) $(ASSETS)  ## Python packages and front-end files
	@:

assets: $(ASSETS)  ## only the front-end files

browser: $(VENV)  ## a Chromium for the tests
	@echo "Chromium: $$($(PY) -m tools.chromium)"

clean:  ## remove everything that make made, the demo's data too
	rm -rf .venv node_modules $(dir $(PEERS)) static/vendor .data dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(ROOMS) -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV): requirements-dev.lock tools/environment.py
	@$(PYTHON) tools/environment.py

$(PEERS): %/node_modules/.ready: %/package.json %/package-lock.json %/.npmrc | $(VENV)
	@$(NPM) --prefix $* ci
	@touch $@

$(ASSETS): package.json package-lock.json .npmrc tools/assets.py tools/node.py | $(VENV)
	@$(PY) -m tools.assets
	@touch $@

help:  ## what there is
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))
