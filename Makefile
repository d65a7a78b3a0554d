# Everything needs only Python 3.11, make and a package registry; scripts/setup gets the rest.
PORT ?= 8000
PY := .venv/bin/python
.DEFAULT_GOAL := help
# What Python compiled is kept, also where the environment says not to: each worker of the tests would compile it all again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test test-services check bench bench-api bench-landelijk bench-casuistiek bench-programma bench-reisverslag lock setup

help:            ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

run:             ## set up and serve Kanarie with demo content (PORT=8000)
	@PORT=$(PORT) scripts/run

setup:
	@scripts/setup test

test: setup      ## all tests, on SQLite
	$(PY) -m pytest -n 3 --dist worksteal

test-services: setup  ## the tests again on PostgreSQL and Redis (see ONCE and PAGES in tests/conftest.py; ALLES=1 for all), and the stack of docker-compose.yml
	scripts/test-services

check: setup     ## style, layers, settings, migrations, templates
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	env -i PATH="$$PATH" HOME="$$HOME" DATA_DIR=$$(mktemp -d) $(PY) manage.py check --deploy --fail-level WARNING
	DATA_DIR=$$(mktemp -d) $(PY) manage.py makemigrations --check --dry-run
	.venv/bin/djlint --lint --quiet templates

bench: setup     ## measure, each figure beside its floor
	scripts/bench

bench-api: setup ## measure the API beside a bare view, and a million figures as csv, on PostgreSQL
	scripts/bench api

bench-landelijk: setup  ## measure with the figures of the whole country, on PostgreSQL (a quarter of an hour)
	scripts/bench landelijk

bench-casuistiek: setup ## measure fifty thousand casussen and fifty wijkmanagers at once, on PostgreSQL
	scripts/bench casuistiek

bench-programma: setup  ## measure three hundred inspanningen with all that hangs on them, on PostgreSQL
	scripts/bench programma

bench-reisverslag: setup ## measure the PDF of a reisverslag from five to four hundred pages, and twenty at once
	scripts/bench reisverslag

lock:            ## lock the packages again after a change of pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock
