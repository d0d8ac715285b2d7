# The commands of the project. `make` alone lists them.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
export NO_MKDOCS_2_WARNING := 1

BIN := .venv/bin
UV ?= uv
LOCK := $(UV) pip compile -q --no-config --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(LOCKFLAGS) pyproject.toml
CHECKS := check-lint check-format check-types check-layers check-content

.PHONY: help site serve test check $(CHECKS) lock bench screenshots clean venv-site venv-dev venv-bench

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

site: venv-site ## Build the site into site/
	@$(BIN)/briefings build

serve: venv-site ## Show the site on this computer, and follow each save
	@$(BIN)/briefings serve

test: venv-dev ## Run the tests
	@$(BIN)/python -m pytest

check: $(CHECKS) ## Check the style, the types, the layers and the content

check-lint: venv-dev
	@$(BIN)/ruff check --quiet

check-format: venv-dev
	@$(BIN)/ruff format --check --quiet

check-types: venv-dev
	@$(BIN)/mypy --no-error-summary

check-layers: venv-dev
	@out=$$($(BIN)/lint-imports --no-logo 2>&1) || { printf '%s\n' "$$out"; exit 1; }

check-content: venv-dev
	@$(BIN)/briefings check

lock: ## Choose the newest versions allowed, and write requirements/ (needs uv; LOCKFLAGS=--upgrade)
	@$(LOCK) --group install -o requirements/site.txt
	@$(LOCK) --group dev -c requirements/site.txt -o requirements/dev.txt
	@$(LOCK) --group bench -c requirements/dev.txt -o requirements/bench.txt

bench: venv-bench ## Measure builds beside those of others (N=3000 for another size)
	@$(BIN)/python -m benchmarks $(N)

screenshots: venv-dev ## Take the pictures of the documentation
	@$(BIN)/python scripts/screenshots.py

clean: ## Remove all that was built (the environment stays)
	@rm -rf site dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find build -mindepth 1 ! -path build/docs ! -path build/docs/.gitignore -delete
	@find generator tests benchmarks scripts -name __pycache__ -prune -exec rm -rf {} +

venv-site:
	@scripts/venv site

venv-dev:
	@scripts/venv dev

venv-bench:
	@scripts/venv bench
