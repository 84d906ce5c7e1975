# Everything starts here; each target does its own set-up from uv.lock.
.DEFAULT_GOAL := help
BIN := .venv/bin
READY := .venv/.synced

.PHONY: help demo test lint test-system audit test-long bench roster17 pictures clean

help: ## this list
	@grep -E '^[a-z0-9-]+:.*##' Makefile | sed -E 's/:.*##/\t/' | expand -t 14

demo: $(READY) ## build the sample regency in demo/ and print what it costs
	@$(BIN)/pagu demo --dir demo

test: lint ## all checks: ruff, mypy, import-linter, pytest
	$(BIN)/pytest -n 3 --dist loadfile

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test-system: $(READY) ## tests that drive LibreOffice, Chromium, tmux and PostgreSQL; installs them where missing
	.ci/system-packages
	$(BIN)/pytest -m system
	PAGU_TEST_ON=postgresql $(BIN)/pytest -n 3 --dist loadfile tests/store tests/services

audit: $(READY) ## known vulnerabilities of what uv.lock pins; says so where their list cannot be reached
	.ci/audit

test-long: $(READY) ## random runs, drawn anew and deeper, before an issue is closed
	PAGU_TEST_LONG=1 $(BIN)/pytest -n 2 --timeout=0 -m "not system and not benchmark" --ignore=tests/benchmarks --hypothesis-profile=default

bench: ## speed beside numpy, polars and DuckDB; see docs/benchmark.md
	.ci/setup --group bench
	$(BIN)/pytest -m slow --timeout=0 tests/benchmarks --benchmark-columns=median,iqr,rounds --benchmark-sort=name

roster17: ## the public benchmark of rosters, FLAGS="--people 80000 --rivals python"; see docs/benchmark.md
	.ci/setup --group bench
	cd tests/benchmarks && ../../$(BIN)/python -m roster17 $(FLAGS)

pictures: $(READY) ## the pictures of the program in docs/img, of the browser and of a terminal
	$(BIN)/python docs/pictures.py
	.ci/system-packages
	PAGU_PICTURE=docs/img/peramban.png $(BIN)/pytest -m system tests/tui/test_in_chromium.py
	PAGU_RECORD=docs/jalan-tombol.md $(BIN)/pytest -m system tests/tui/test_in_a_terminal.py

clean: ## forget what set-up and tests made
	rm -rf .venv .uv demo .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist

$(READY): uv.lock pyproject.toml
	@.ci/setup
