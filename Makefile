# Everything runs in a virtual environment of its own: .venv
PYTHON ?= python3
BIN := .venv/bin
DIGESTS ?= 10000

.PHONY: help browser run test check lint types contracts unit chaos schedules image dialogs pictures catalogues format lock clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

run: .venv/run.stamp ## Install and run: Discord with DISCORD_TOKEN set, else a chat in the terminal
	@$(BIN)/python -m bot run

test: lint types contracts unit ## Install and run lint, types, import contracts and the whole suite

check: .venv/run.stamp ## Check the shipped packs
	@$(BIN)/python -m bot check

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev.stamp
	$(BIN)/mypy

contracts: .venv/dev.stamp
	$(BIN)/lint-imports

unit: .venv/dev.stamp browser
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# The exported page is tried in a real browser; where there is none and none can be installed,
# those tests say so and are skipped.
browser:
	@command -v chromium google-chrome chromium-browser > /dev/null || test "$$(id -u)" != 0 \
	  || (apt-get update -qq && apt-get install -y -qq chromium > /dev/null) || true

chaos: .venv/dev.stamp ## Deliver digests through a storm, on both databases: make chaos DIGESTS=10000
	@$(BIN)/python -m tests.chaos --digests $(DIGESTS)

schedules: .venv/dev.stamp ## Check the rule for moved clocks over every zone and ten years
	@$(BIN)/python -m tests.core.schedule

ENGINE ?= $(firstword $(foreach each,docker podman buildah,$(if $(shell command -v $(each)),$(each))))

image: ## Build a container image, with docker, podman or buildah
	$(or $(ENGINE),docker) build --file docs/container/Containerfile --tag briefing .

dialogs: .venv/dev.stamp ## Hold every dialog on every platform, and write the table of them
	@$(BIN)/python -m tests.dialogs

pictures: .venv/dev.stamp requirements/pictures.txt ## Draw the pictures of README and docs (needs Debian's chromium)
	@$(PIP) --require-hashes --requirement requirements/pictures.txt
	$(BIN)/python -m docs.pictures

catalogues: .venv/dev.stamp ## Bring the translations up to date with what the bot says
	@$(BIN)/python -m tests.localisation

format: .venv/dev.stamp ## Put the code into its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Debian's python3 has no ensurepip without python3-venv, but its pip can install into another
# interpreter; so the environment is made without pip and filled from outside.
.venv/bin/python:
	@$(PYTHON) -m venv --without-pip .venv

PIP = $(PYTHON) -m pip --python .venv/bin/python --quiet --disable-pip-version-check install

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	@$(PIP) --require-hashes --requirement requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt pyproject.toml | .venv/bin/python
	@$(PIP) --require-hashes --requirement requirements/dev.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ .venv/run.stamp

COMPILE = $(BIN)/pip-compile --quiet --upgrade --strip-extras --allow-unsafe --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --no-header

lock: .venv/dev.stamp ## Pin the newest dependencies that pyproject.toml allows, with hashes
	$(COMPILE) --extra build --extra postgres --extra semantic --extra slack \
	  --build-deps-for editable \
	  --output-file requirements/run.txt pyproject.toml
	$(COMPILE) --all-extras --constraint requirements/run.txt \
	  --output-file requirements/dev.txt pyproject.toml requirements/dev.in
	$(COMPILE) --constraint requirements/dev.txt \
	  --output-file requirements/pictures.txt requirements/pictures.in

clean: ## Remove the environment and all caches
	rm -rf .venv build dist ./*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
