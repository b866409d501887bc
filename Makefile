# On a fresh machine with Python 3.11 and make: `make demo`, `make demo-monitor` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo demo-monitor test lint bench corpus train quality gate docs lock clean
.DEFAULT_GOAL := demo

# pip compiles bytecode as it installs; without it every start takes three times as long.
$(READY): requirements.lock pyproject.toml
	@echo "Making the environment in $(VENV) (a minute or two) ..."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -c "from flows.gazetteer import load_gazetteer; load_gazetteer(print)"
	touch $@

demo: $(READY)
	$(BIN)/dateline run --warehouse demo.duckdb
	$(BIN)/dateline sql --warehouse demo.duckdb "SELECT speaker, act, left(content, 90) AS content, relays, outlet FROM who_said_what ORDER BY relays IS NULL, published_date, speaker LIMIT 10"

# Three outlets on this machine, served from the samples: registered, polled twice, asked.
demo-monitor: $(READY)
	rm -rf demo-monitor.duckdb demo-monitor.duckdb.* demo-sources.csv
	$(BIN)/python -m flows.demo

test: $(READY)
	$(BIN)/python -m pytest -n 2

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy -p tests.quality

bench: $(READY)
	$(BIN)/python -m tests.bench

# Checks and counts the statement corpus; prints the agreement of its second annotation.
corpus: $(READY)
	$(BIN)/python -m flows.corpus

train: $(READY)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m flows.name_training
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m flows.training

quality: $(READY)
	$(BIN)/python -m tests.quality
	$(BIN)/python -m tests.quality.reliability

gate: $(READY)
	$(BIN)/python -m tests.quality --sample

docs: $(READY)
	$(BIN)/python -m warehouse.dictionary > docs/data-dictionary.md

# Names no index host; needs `pip install uv` beside the environment.
lock:
	uv pip compile --quiet --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --all-extras --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) demo.duckdb demo.duckdb.* demo-monitor.duckdb demo-monitor.duckdb.* demo-sources.csv
