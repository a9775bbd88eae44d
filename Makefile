# The commands of daily work; script/server and script/test install what is missing by themselves.
PYTHON = .venv/bin/python

.PHONY: install run demo test check bench \
	lint lint-style lint-format lint-imports lint-types lint-migrations

install:
	script/install dev

run:
	DEMO=0 script/server

demo:
	script/server

test:
	script/test

# Each by itself, so that `make --keep-going lint` names every fault at once.
lint: lint-style lint-format lint-imports lint-types lint-migrations

lint-style:
	.venv/bin/ruff check .

lint-format:
	.venv/bin/ruff format --check .

lint-imports:
	.venv/bin/lint-imports

lint-types:
	.venv/bin/mypy

lint-migrations:
	DEBUG=1 $(PYTHON) manage.py makemigrations --check --dry-run

check: lint test

bench:
	DEBUG=1 $(PYTHON) manage.py bench
