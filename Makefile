# Everything sets itself up: `make run` and `make test` need Python 3.11 or newer and nothing else.

PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
WORKERS ?= auto
export PYTHONDONTWRITEBYTECODE =

.PHONY: setup setup-dev run test suites suite-on-postgresql migrated-sqlite migrated-postgresql lint soak long-suites bench bench-scale messages lock clean

# OpenSearch's client is an extra: it is installed where SEARCH_URL, here or in .env, asks for it.
SEARCH_URL ?= $(shell sed -nE "s/^(export )?SEARCH_URL=[\"']?//p" .env 2>/dev/null)
RUNTIME = $(if $(filter opensearch%,$(SEARCH_URL)),.venv/opensearch.stamp,.venv/runtime.stamp)

setup: $(RUNTIME) site/locale/sv/LC_MESSAGES/django.mo

setup-dev: .venv/dev.stamp site/locale/sv/LC_MESSAGES/django.mo

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv .venv \
	  || { echo "On Debian the venv module is a package: apt install python3-venv" >&2; rm -rf .venv; exit 1; }

.venv/runtime.stamp: requirements.lock | .venv/bin/python
	$(INSTALL) $<
	@touch $@

.venv/opensearch.stamp: requirements-opensearch.lock | .venv/bin/python
	$(INSTALL) $<
	@touch $@ .venv/runtime.stamp

.venv/dev.stamp: requirements-dev.lock | .venv/bin/python
	$(INSTALL) $<
	@touch $@ .venv/opensearch.stamp .venv/runtime.stamp

site/locale/sv/LC_MESSAGES/django.mo: site/locale/sv/LC_MESSAGES/django.po | $(RUNTIME)
	@$(BIN)/python manage.py compilemessages

run: setup
	@mkdir -p var
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_profile kristianstad
	@$(BIN)/python manage.py load_demo
	@echo "Omvärld: http://127.0.0.1:$(PORT)/   editors: http://127.0.0.1:$(PORT)/admin/"
	@$(BIN)/python manage.py runserver --noreload 127.0.0.1:$(PORT)

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/deptry . site
	$(BIN)/deptry . site --exclude .venv --exclude var --ignore DEP002,DEP004
	$(BIN)/mypy
	git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2 --check
	DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py makemigrations --check --dry-run

# tests.servers starts what the machine has, names what it lacks, and stops it all afterwards.
test: setup-dev
	@$(BIN)/python -m tests.servers -- $(MAKE) --no-print-directory suites

# Both databases are migrated while the linters run: the suites would wait for it with one core idle.
suites:
	@$(MAKE) --no-print-directory -j3 lint migrated-sqlite $(if $(TEST_POSTGRES_URL),migrated-postgresql)
	DATABASE_URL= SEARCH_URL= $(BIN)/pytest -n $(WORKERS) --dist loadgroup
	@test -z "$$TEST_POSTGRES_URL" || $(MAKE) --no-print-directory suite-on-postgresql

suite-on-postgresql:
	DATABASE_URL="$$TEST_POSTGRES_URL" SEARCH_URL= $(BIN)/pytest -n $(WORKERS) --dist loadgroup

migrated-sqlite:
	@DATABASE_URL= $(BIN)/pytest -q tests/test_kept_databases.py

migrated-postgresql:
	@DATABASE_URL="$$TEST_POSTGRES_URL" $(BIN)/pytest -q tests/test_kept_databases.py

soak: setup-dev
	@$(BIN)/python -m tests.servers -- $(MAKE) --no-print-directory long-suites

# A line for each test; what loads or kills servers has the machine to itself.
long-suites:
	HYPOTHESIS_PROFILE=soak DATABASE_URL= SEARCH_URL= \
	  $(BIN)/pytest -v -n $(WORKERS) -m "hypothesis and not soak"
	DATABASE_URL= SEARCH_URL= $(BIN)/pytest -v -n 0 -m soak

bench: setup-dev
	$(BIN)/python -m benchmarks

bench-scale: setup-dev
	$(BIN)/python -m benchmarks.scale

messages: setup-dev
	$(BIN)/python manage.py makemessages --locale sv --no-location --no-obsolete \
	  --ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*'

# What is locked stays as it is where pyproject.toml allows it; `make lock LOCK=--upgrade` renews it.
LOCK =
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
  --custom-compile-command "make lock" $(LOCK) pyproject.toml

lock:
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra opensearch -c requirements.lock -o requirements-opensearch.lock
	$(COMPILE) --extra opensearch --group dev -c requirements-opensearch.lock -o requirements-dev.lock

clean:
	rm -rf .venv var .servers site/locale/*/LC_MESSAGES/*.mo
