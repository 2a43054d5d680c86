# Two commands on a fresh machine with Python 3.11 or newer: `make demo` and `make test`. Each builds .venv by itself.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo tour run test check bench chaos year weeks format

demo: .venv/ready
	$(BIN)/shouwang demo

tour: .venv/ready
	$(BIN)/shouwang demo --tour

run: .venv/ready
	$(BIN)/shouwang run

test: .venv/ready
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/shouwang content lint

bench: .venv/ready
	$(BIN)/python -m bench

# CHAOS="--database postgresql --workers 2 --groups 1000 --minutes 5", CHAOS=--calm or CHAOS=--short; --help names the rest.
chaos: .venv/ready
	$(BIN)/python -m bench.chaos $(CHAOS)

# YEAR="--alerts 5000 --minutes 30" for less of it; --help names the rest.
year: .venv/ready
	$(BIN)/python -m bench.year $(YEAR)

# WEEKS="--groups 20 --weeks 8" for less of it; --help names the rest.
weeks: .venv/ready
	$(BIN)/python -m bench.weeks $(WEEKS)

format: .venv/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(None if (3, 11) <= sys.version_info < (3, 14) else "Shouwang needs Python 3.11 to 3.13")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
