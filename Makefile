# Two commands do everything; both set up .venv first, once. Only Python 3.11 or later and make are needed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
# A virtual environment does not survive being moved, so the stamp is named for this folder.
MADE := $(VENV)/made-$(firstword $(shell printf '%s' '$(CURDIR)' | cksum))
CHECK_READY := $(VENV)/ready-check
TEST_READY := $(VENV)/ready-test

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help check test lint site clean

help: ## say what there is to do
	@printf 'make check   run every proof, re-check its certificate, print the table\n'
	@printf 'make test    lint, type-check and test everything\n'
	@printf 'make lint    the quick half of make test: ruff, mypy, import-linter\n'
	@printf 'make site    build the web pages into site/\n'
	@printf 'make clean   remove .venv and everything that was generated\n'
	@printf '\nAnother interpreter: make check PYTHON=python3.12\n'

check: $(CHECK_READY) ## run every proof
	@$(BIN)/nlverify check

lint: $(TEST_READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: lint ## pytest comes last, so that its summary is the last thing on the screen
	$(BIN)/pytest -n auto --dist loadscope

site: $(TEST_READY)
	$(BIN)/mkdocs build --strict

clean:
	rm -rf $(VENV) build dist site nlverify-out docs/claims docs/misconceptions docs/demonstrations docs/activations .coverage .hypothesis \
		.mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# The stamps are written last: an installation that was cut short is simply done again.
$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"$(PYTHON): expected Python 3.11 or later, got " + sys.version.split()[0] + "; try make PYTHON=python3.12")'
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(CHECK_READY): pyproject.toml constraints.txt $(MADE)
	@echo 'Installing into $(VENV) (once; a minute or so) …'
	@rm -f $@
	@$(PIP) -e .
	@touch $@

$(TEST_READY): pyproject.toml constraints.txt $(MADE)
	@echo 'Installing into $(VENV) (once; a minute or so) …'
	@rm -f $@
	@$(PIP) -e '.[test,site]'
	@touch $@
