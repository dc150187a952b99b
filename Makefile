# What people and CI type. Nothing here needs more than Python 3.11+ and make.
PYTHON ?= python3
PORT ?= 8000
SECONDS ?= 1
PYTEST_FLAGS ?=
# one more than cores: one of them waits, for a browser or a process it started
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
DAYS ?= 2027-02-05 2027-04-30 2027-11-28 2027-12-31
BIN = .venv/bin
PYTEST = $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: install run test check test-covered test-nightly test-dates test-postgres test-workers postgres smoke lint web-checks pictures bench peers lock words clean

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml $(wildcard translations/*/LC_MESSAGES/*.po)
	@$(PYTHON) -c 'import sys; sys.exit("Silverway needs Python 3.11 or newer; run: make PYTHON=python3.11 run" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --require-hashes -r requirements-build.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	$(BIN)/pybabel -q compile -d translations
	$(BIN)/silverway compile
	touch $@

.venv/installed-test: .venv/installed requirements-test.lock
	$(PIP) install --require-hashes -r requirements-test.lock
	$(BIN)/python -c 'from planner.orienteering.general import warm_up; warm_up()'  # what no trip needs and tests do
	touch $@

# What PostgreSQL as the database needs beside: `make postgres`.
postgres: .venv/installed-postgres

.venv/installed-postgres: .venv/installed requirements-postgres.lock
	$(PIP) install --require-hashes -r requirements-postgres.lock
	touch $@

.venv/installed-bench: .venv/installed requirements-bench.lock
	$(PIP) install --require-hashes -r requirements-bench.lock
	touch $@

run: install
	$(BIN)/silverway serve --port $(PORT)

# Everything, by one process more than there are cores; Lighthouse, which measures time, then alone. tests/README.md
# tells of the kinds of tests.
LIGHTHOUSE = tests/browser/test_lighthouse.py
test: .venv/installed-test
	$(PYTEST) --ignore=$(LIGHTHOUSE) $(PYTEST_FLAGS)
	$(BIN)/python -m pytest $(LIGHTHOUSE) $(PYTEST_FLAGS)

ON_DATABASES = tests/routes tests/planner/catalog tests/planner/commands tests/planner/jobs tests/planner/saved \
	tests/planner/sharing tests/planner/upkeep tests/planner/test_migrate.py
QUICK = $(PYTEST) --ignore=tests/browser -m "not slow and not peer"
SAMPLE = SILVERWAY_TEST_CASES=first SILVERWAY_TEST_EFFORT=0.2
QUICKEST = 'not slow and not thorough and not browser and not peer'

# While working: lint, types, imports and the quick tests of what changed since main; if nothing has, a sample of all: one
# case of each of the quickest tests.
check: lint
	changed=$$($(BIN)/python -m tests.changed) && \
	if [ -n "$$changed" ]; then $(QUICK) $(PYTEST_FLAGS) $$changed; else $(SAMPLE) $(PYTEST) -m $(QUICKEST) $(PYTEST_FLAGS); fi

# The same with coverage, measured by the quickest tests; the others run at full speed.
test-covered: .venv/installed-test
	$(PYTEST) --cov --cov-report=term:skip-covered --cov-fail-under=90 --ignore=$(LIGHTHOUSE) $(PYTEST_FLAGS)
	$(BIN)/python -m pytest $(LIGHTHOUSE) $(PYTEST_FLAGS)

# What a usual run samples, in full, for every night: a possession between every two neighbours, a thousand wishes
# inserted and typed in again, many times the drawn timetables of each format and the drawn cases of all else.
test-nightly: .venv/installed-test
	SILVERWAY_TEST_EFFORT=2 $(PYTEST) -m hypothesis $(PYTEST_FLAGS)
	SILVERWAY_TEST_EFFORT=84 $(PYTEST) tests/planner/train/insertion/test_possessions.py tests/planner/train/entry/test_path.py $(PYTEST_FLAGS)
	SILVERWAY_TEST_EFFORT=10 $(PYTEST) tests/planner/exchange tests/planner/train/check tests/planner/train/mend $(PYTEST_FLAGS)
	SILVERWAY_TEST_EFFORT=40 $(PYTEST) tests/routes/api/test_description.py $(PYTEST_FLAGS)  # some ten thousand requests

# No test hangs on the day it runs: the quick ones and the commands of the papers with the clock set to other days.
test-dates: .venv/installed-test
	set -e; for day in $(DAYS); do \
		echo "the clock says $$day"; \
		SILVERWAY_TEST_DAY=$$day $(QUICK) $(PYTEST_FLAGS); \
		SILVERWAY_TEST_DAY=$$day $(PYTEST) -m slow $(PYTEST_FLAGS) tests/docs tests/planner/travel; \
	done

# What touches a database anywhere, all of it on PostgreSQL; `make test` has on both only what a test made for itself.
test-postgres: .venv/installed-test
	SILVERWAY_TEST_DATABASE=postgresql $(PYTEST) -m "not slow and not browser" $(PYTEST_FLAGS) $(ON_DATABASES)

# A hundred jobs over two workers while a worker, a process and the database are killed; some minutes.
test-workers: .venv/installed-test
	$(BIN)/python -m benchmarks.workers

smoke: install
	$(BIN)/silverway data check
	PYTHON=$(BIN)/python tests/smoke.sh

lint: .venv/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy planner routes
	$(BIN)/lint-imports

bench: install
	$(BIN)/python -m benchmarks

# Our route engine beside PyVRP, OR-Tools routing and VROOM: make peers FOLDER=… BEST=… [SECONDS=1]
peers: .venv/installed-bench
ifneq ($(and $(FOLDER),$(BEST)),)
	$(BIN)/python -m benchmarks.peers $(FOLDER) $(BEST) $(SECONDS)
else
	@echo "Problems of team orienteering with time windows are not part of this project. Run:"
	@echo "  make peers FOLDER=folder-of-files BEST=best-known.csv SECONDS=$(SECONDS)"
	@echo "BEST has the columns instance, m, bks; $(BIN)/python -m benchmarks.peers --help tells more."
endif

# OSRM's programs for the tests that speak to the real one; no other test needs them. The wheel is for Python 3.12 and
# later, its programs for any; on x86-64 Linux only.
routers: .venv/osrm/.installed

.venv/osrm/.installed: .venv/installed requirements-routers.lock
	rm -rf .venv/osrm
	$(PIP) install --require-hashes --no-deps --only-binary :all: --python-version 3.12 --abi abi3 --target .venv/osrm -r requirements-routers.lock
	touch $@

# The Nu HTML checker and Lighthouse for tests/browser; they need Java and Node.
web-checks: tests/web/node_modules/.installed

tests/web/node_modules/.installed: tests/web/package-lock.json
	npm ci --prefix tests/web --ignore-scripts --silent
	touch $@

# The pictures of docs/img, from the real site; takes some minutes.
pictures: .venv/installed-test
	$(BIN)/python -m docs.pictures $(ONLY)

# For developers who change dependencies: needs uv. Lock files carry hashes and no index addresses.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --extra postgres --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header -c requirements.lock -q -o requirements-postgres.lock
	uv pip compile pyproject.toml --extra test --extra postgres --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header -c requirements-postgres.lock -q -o requirements-test.lock
	uv pip compile pyproject.toml --extra bench --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header -c requirements.lock -q -o requirements-bench.lock
	printf 'osrm-bindings\n' | uv pip compile - --no-deps --python-version 3.12 --generate-hashes --no-strip-extras --no-header -q -o requirements-routers.lock
	printf 'hatchling\neditables\n' | uv pip compile - --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header -q -o requirements-build.lock

words:  # gather the sentences to translate; then fill translations/en and `make install`
	$(BIN)/pybabel -q extract -F babel.cfg -k say --no-location --sort-output -o .venv/words.pot .
	$(BIN)/pybabel -q update -N --no-wrap -i .venv/words.pot -d translations --ignore-obsolete

clean:
	rm -rf .venv instance .coverage htmlcov .pytest_cache .mypy_cache .ruff_cache
