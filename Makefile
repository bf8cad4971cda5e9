.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

run: ## set everything up and serve on 127.0.0.1:8000
	@$(PYTHON) install.py
	@$(BIN)/lidzas run

test: dev ## run every test, the browser's too
	@$(BIN)/python -m tools.run_tests

dev: ## install what checks and tests need
	@$(PYTHON) install.py --dev

quick: dev ## run the tests that need no browser
	@$(BIN)/python -m pytest -q -n $(WORKERS) -m "not browser and not slow"

check: dev ## lint, types, layers, translations, migrations, generated docs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/djlint lidzas --quiet --lint
	@$(BIN)/python -m tools.messages --check
	@$(BIN)/lidzas makemigrations --check --dry-run
	@$(BIN)/lidzas method check content/pardomat
	@$(BIN)/python -m tools.write_docs --check

fix: dev ## put right what can be put right by machine
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

messages: dev ## gather strings for translation
	@$(BIN)/python -m tools.messages

docs: dev ## write the generated pages of docs/
	@$(BIN)/python -m tools.write_docs

bench: dev ## measure, and write bench/RESULTS.md
	@$(BIN)/python -m bench

.PHONY: help run test dev quick check fix messages docs bench
