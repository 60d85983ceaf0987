# Everything sets itself up: each needs Python 3.11 or newer and nothing else. `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
WORKERS ?= auto
TESTS ?=
export PYTHONDONTWRITEBYTECODE =
# Whatever the shell or .env says: what `make` does is development. pytest takes those of the tests.
export DJANGO_SETTINGS_MODULE = config.settings.dev

.PHONY: help setup setup-dev run check quick-tests lint style dependencies types missing-migrations
.PHONY: test suites suite-on-postgresql migrated-sqlite migrated-postgresql soak long-suites
.PHONY: bench bench-scale messages lock clean secrets migrations audit advisories bom

# OpenSearch's client is an extra: it is installed where SEARCH_URL, here or in .env, asks for it.
SEARCH_URL ?= $(shell sed -nE "s/^(export )?SEARCH_URL=[\"']?//p" .env 2>/dev/null)
CATALOGUE = site/locale/sv/LC_MESSAGES/django.mo
RUNTIME = $(if $(filter opensearch%,$(SEARCH_URL)),.venv/opensearch.stamp,.venv/runtime.stamp)

setup: ## only set up: packages into .venv/, message catalogues compiled
setup: $(RUNTIME)
	@$(MAKE) --silent --no-print-directory $(CATALOGUE)

setup-dev: .venv/dev.stamp
	@$(MAKE) --silent --no-print-directory $(CATALOGUE)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv .venv \
	  || { echo "On Debian the venv module is a package: apt install python3-venv" >&2; rm -rf .venv; exit 1; }

.venv/runtime.stamp: requirements.lock | .venv/bin/python
	@echo "Installing packages into .venv/ (the first time a minute or two) …"
	@$(INSTALL) $<
	@touch $@

.venv/opensearch.stamp: requirements-opensearch.lock | .venv/bin/python
	@echo "Installing packages into .venv/ (the first time a minute or two) …"
	@$(INSTALL) $<
	@touch $@ .venv/runtime.stamp

.venv/dev.stamp: requirements-dev.lock | .venv/bin/python
	@echo "Installing packages into .venv/ (the first time a minute or two) …"
	@$(INSTALL) $<
	@touch $@ .venv/opensearch.stamp .venv/runtime.stamp

$(CATALOGUE): $(CATALOGUE:.mo=.po)
	@echo "Compiling the Swedish texts …"
	@$(BIN)/python manage.py compilemessages

run: ## serve the site with demo content on 127.0.0.1 [PORT=8000]
run: setup
	@$(BIN)/python manage.py run_demo $(PORT)

# The quick tests begin first: they take longest. What each prints comes in one piece.
check: ## linters, types and the quick tests of what has changed, in under 40 seconds
check: setup-dev
	@$(MAKE) --no-print-directory --output-sync=target --keep-going -j4 quick-tests lint

quick-tests: setup-dev
	@DATABASE_URL= SEARCH_URL= HYPOTHESIS_PROFILE=quick $(BIN)/python -m tests.changed -n $(WORKERS) --dist loadgroup -q

lint: ## linters and types, of everything
lint: style dependencies types missing-migrations migrations secrets

style: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2 --check
	@git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djhtml --check --tabwidth 2

# Every import is declared. Tests and benchmarks may use the tools of the group dev.
dependencies: setup-dev
	$(BIN)/deptry . site
	$(BIN)/deptry . site --exclude .venv --exclude var --ignore DEP002,DEP004

types: ## mypy
types: setup-dev
	$(BIN)/mypy

missing-migrations: setup-dev
	DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py makemigrations --check --dry-run

migrations: setup-dev
	DATABASE_URL=sqlite://:memory: $(BIN)/python tools/lint_migrations.py

# What looks like a secret and is none stands in the baseline (CONTRIBUTING.md).
secrets: setup-dev
	@git ls-files -z | xargs -0 $(BIN)/detect-secrets-hook --baseline .secrets.baseline

audit: ## dependencies against known advisories; fails on any
audit: setup-dev
	@$(BIN)/python tools/advisories.py --any

advisories: setup-dev
	@$(BIN)/python tools/advisories.py

bom: ## a bill of materials (CycloneDX) of what runs on a server, into var/bom.json
bom: setup-dev
	@mkdir -p var
	@$(BIN)/python -W ignore -m cyclonedx_py requirements --output-reproducible --pyproject pyproject.toml \
	  --output-file var/bom.json requirements-opensearch.lock

# tests.servers starts what the machine has, names what it lacks, and stops it all afterwards.
test: ## every test, on SQLite and PostgreSQL, and the linters; or some tests [TESTS=tests/network]
test: setup-dev
	@$(BIN)/python -m tests.servers -- $(MAKE) --no-print-directory suites

# Both databases are migrated while the linters run: the suites would wait for it with one core idle.
suites:
	@$(MAKE) --no-print-directory -j3 $(if $(TESTS),,lint) migrated-sqlite $(if $(TEST_POSTGRES_URL),migrated-postgresql)
	DATABASE_URL= SEARCH_URL= $(BIN)/pytest -n $(WORKERS) --dist loadgroup $(TESTS)
	@test -z "$$TEST_POSTGRES_URL" || $(MAKE) --no-print-directory suite-on-postgresql

# Of the tests that are named none may have to do with the database: then pytest ends with 5.
suite-on-postgresql:
	DATABASE_URL="$$TEST_POSTGRES_URL" SEARCH_URL= $(BIN)/pytest -n $(WORKERS) --dist loadgroup $(TESTS) \
	  $(if $(TESTS),|| test $$? -eq 5)

migrated-sqlite:
	@DATABASE_URL= $(BIN)/pytest -q tests/test_kept_databases.py

migrated-postgresql:
	@DATABASE_URL="$$TEST_POSTGRES_URL" $(BIN)/pytest -q tests/test_kept_databases.py

soak: ## the long tests: load, kills, clusters, all sites read whole
soak: setup-dev
	@$(BIN)/python -m tests.servers -- $(MAKE) --no-print-directory long-suites

# A line for each test; what loads or kills servers has the machine to itself.
long-suites:
	HYPOTHESIS_PROFILE=soak DATABASE_URL= SEARCH_URL= \
	  $(BIN)/pytest -v -n $(WORKERS) -m "hypothesis and not soak"
	DATABASE_URL= SEARCH_URL= $(BIN)/pytest -v -n 0 -m soak

bench: ## measure speed and weight
bench: setup-dev
	$(BIN)/python -m benchmarks

bench-scale: ## every search engine at 100,000 calls
bench-scale: setup-dev
	$(BIN)/python -m benchmarks.scale

messages: ## collect the texts to translate into site/locale/sv
messages: setup-dev
	$(BIN)/python manage.py makemessages --locale sv --no-location --no-obsolete \
	  --ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*'

# What is locked stays as it is where pyproject.toml allows it, but for LOCK=--upgrade.
LOCK =
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
  --custom-compile-command "make lock" $(LOCK) pyproject.toml

lock: ## renew the lock files from pyproject.toml, with uv [LOCK=--upgrade]
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra opensearch -c requirements.lock -o requirements-opensearch.lock
	$(COMPILE) --extra opensearch --group dev -c requirements-opensearch.lock -o requirements-dev.lock

clean: ## remove what was set up, and the database of `make run`
	rm -rf .venv var .servers site/locale/*/LC_MESSAGES/*.mo

help: ## this list
	@sed -nE 's/^([a-z-]+): ## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22
