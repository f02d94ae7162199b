# ถามแผน: `make serve` and `make test` are all one needs; each sets itself up.
# The lock is rewritten by `make lock` (exact versions, no registry addresses).
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
MAKEFLAGS += --no-print-directory
# Each module is compiled once, whatever the environment says: installing leaves most as sources,
# and every process, of which tests start hundreds, would compile all that it loads.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
TORCH := $(shell sed -n 's/^\(torch==[^ ]*\).*/\1/p' requirements.txt)
UV_VERSION := $(shell sed -n 's/^\(uv==[^ ]*\).*/\1/p' requirements-dev.txt)
# Stamps carry the locks' contents: a changed lock installs anew, a fresh clone too.
RUNTIME := $(VENV)/.runtime-$(shell cat requirements.txt pyproject.toml | cksum | cut -d' ' -f1)
DEV := $(VENV)/.dev-$(shell cat requirements-dev.txt pyproject.toml | cksum | cut -d' ' -f1)
# A folder of plans to read before serving; without it the samples, and only into an empty library.
PLANS ?=
# A retrieval set for the gate, in the BEIR layout; where there is no such folder it does without.
SET ?= ../shared/bench/iapp-th

.PHONY: setup serve test lint eval bench lock
.DEFAULT_GOAL := serve

setup: $(RUNTIME)
	@:

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ต้องใช้ Python 3.11 ขึ้นไป / Python 3.11 or later is needed")'
	@$(PYTHON) -m venv $(VENV)

# pip takes the CPU build of torch where the machine offers one; uv, faster, would not.
$(RUNTIME): | $(BIN)/python
	@echo "ติดตั้งส่วนประกอบ (ครั้งแรกใช้เวลาสักครู่) / installing (a while, the first time)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check $(UV_VERSION) $(TORCH)
	@$(UV) pip install --quiet --python $(BIN)/python -r requirements.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@rm -f $(VENV)/.runtime-*
	@touch $@

$(DEV): $(RUNTIME)
	@$(UV) pip install --quiet --python $(BIN)/python -r requirements-dev.txt
	@rm -f $(VENV)/.dev-*
	@touch $@

serve: $(RUNTIME)
ifneq ($(PLANS),)
	@$(BIN)/hrplan ingest "$(PLANS)"
else
	@$(BIN)/hrplan ingest --if-empty eval/samples/plans
endif
	@exec $(BIN)/hrplan serve

test: $(DEV)
	@$(BIN)/python -m pytest --quiet -n 3 --dist loadfile --no-loadscope-reorder

lint: $(DEV)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/hadolint Dockerfile

eval: $(DEV)
	@$(BIN)/hrplan eval gate $(if $(wildcard $(SET)/corpus.jsonl),--set "$(SET)")

bench: $(DEV)
	@$(BIN)/hrplan eval bench

lock: $(DEV)
	@$(UV) pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url pyproject.toml -o requirements.txt
	@$(UV) pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url --group dev -c requirements.txt -o requirements-dev.txt
