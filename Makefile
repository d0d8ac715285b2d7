# The commands of the project. `make` alone lists them.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
export NO_MKDOCS_2_WARNING := 1

BRIEFINGS_VENV ?= .venv
export BRIEFINGS_VENV
BIN := $(BRIEFINGS_VENV)/bin
UV ?= uv
LOCK_GROUP := $(UV) pip compile -q --no-config --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(LOCKFLAGS)
LOCK := $(LOCK_GROUP) pyproject.toml
PEERS := gtrex krokai linkml-reference-validator quotecheck rapidfuzz
CHECKS := check-lint check-format check-types check-layers check-workflows check-content

.PHONY: help site serve demo demo-site test test-pythons check $(CHECKS) lock bench screenshots fonts clean venv-site venv-dev venv-bench

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

site: venv-site ## Build the site into site/
	@$(BIN)/briefings build

serve: venv-site ## Show the site with its drafts on this computer, and follow each save
	@$(BIN)/briefings serve

demo: venv-site ## Make a fictional archive, and show its site on this computer (N=300 PORT=8000)
	@$(BIN)/python -m scripts.demo $(N) $(if $(PORT),--port $(PORT))

demo-site: venv-site ## Make the same, and only build it, into build/demo/site
	@$(BIN)/python -m scripts.demo $(N) --only-build

test: venv-dev ## Run the tests
	@$(BIN)/python -m pytest -n auto

test-pythons: ## Run the tests on each Python found: 3.11, 3.12, 3.13
	@for version in 3.11 3.12 3.13; do \
		python$$version -c '' 2>/dev/null || { echo "python$$version is not here"; continue; }; \
		echo "python$$version"; \
		PYTHON=python$$version $(MAKE) test BRIEFINGS_VENV=.venv-$$version || exit; \
	done

check: $(CHECKS) ## Check style, types, layers, workflows and content

check-lint: venv-dev
	@$(BIN)/ruff check --quiet

check-format: venv-dev
	@$(BIN)/ruff format --check --quiet

check-types: venv-dev
	@$(BIN)/mypy --no-error-summary

check-layers: venv-dev
	@out=$$($(BIN)/lint-imports --no-logo 2>&1) || { printf '%s\n' "$$out"; exit 1; }

check-workflows: venv-dev
	@out=$$($(BIN)/zizmor --offline --quiet --no-progress --persona=auditor --strict-collection .github 2>&1) || { printf '%s\n' "$$out"; exit 1; }
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml

check-content: venv-dev
	@$(BIN)/briefings check

lock: ## Choose the newest versions allowed, and write requirements/ (needs uv; LOCKFLAGS=--upgrade)
	@$(LOCK) --group install -o requirements/site.txt
	@$(LOCK) --group dev -c requirements/site.txt -o requirements/dev.txt
	@$(LOCK) --group bench -c requirements/dev.txt -o requirements/bench.txt
	@for peer in $(PEERS); do $(LOCK_GROUP) --group peers-$$peer -o requirements/peers-$$peer.txt || exit 1; done

bench: venv-bench ## Measure builds beside those of others (N=3000 for another size)
	@$(BIN)/python -m benchmarks $(N)

screenshots: venv-dev ## Take the pictures of the documentation
	@$(BIN)/python -m scripts.screenshots

fonts: venv-bench ## Cut the fonts of the theme anew
	@$(BIN)/python -m scripts.fonts

clean: ## Remove all that was built (the environment stays)
	@rm -rf site .site.building-* dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find build -mindepth 1 ! -path build/docs ! -path build/docs/.gitignore -delete
	@find . -path './.venv*' -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

venv-site:
	@scripts/venv site

venv-dev:
	@scripts/venv dev

venv-bench:
	@scripts/venv bench
