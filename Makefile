# Two commands on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
APT := chromium chromium-driver libreoffice-writer libreoffice-calc pandoc poppler-utils fonts-noto-cjk

.PHONY: demo test test-all check bench accuracy pictures clean

demo: $(VENV)/core
	$(BIN)/align check fixtures/plan.txt

test: $(VENV)/test
	$(BIN)/python -m pytest -n 2

test-all: $(VENV)/all debian
	$(BIN)/python -m pytest -n 2

check: $(VENV)/check
	$(BIN)/ruff format --check align tests benchmarks
	$(BIN)/ruff check align tests benchmarks
	$(BIN)/mypy

bench: $(VENV)/all
	$(PIP) install --group bench
	mkdir -p .benchmarks
	$(BIN)/python -m pytest benchmarks --benchmark-only -o testpaths=benchmarks --benchmark-json=.benchmarks/stages.json
	$(BIN)/python -m benchmarks.ratios
	$(BIN)/python -m benchmarks.results

# Needs the labelled documents beside the repository.
accuracy: $(VENV)/core
	$(BIN)/align evaluate ../shared/gold --page docs/accuracy.md

# The pictures of the README, from fixtures; needs the Debian programs.
pictures: $(VENV)/all
	$(BIN)/python docs/pictures/make.py

$(VENV)/python:
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -U "pip>=25.1"
	touch $@

$(VENV)/core: $(VENV)/python pyproject.toml
	$(PIP) install -e .
	touch $@

$(VENV)/test: $(VENV)/core
	$(PIP) install -e ".[pdf,html,corpus,tables,plots]" --group test
	touch $@

$(VENV)/all: $(VENV)/test
	$(PIP) install -e ".[all]" --group test
	touch $@

$(VENV)/check: $(VENV)/test
	$(PIP) install --group check
	touch $@

.PHONY: debian
debian:
	@missing=""; for p in $(APT); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; fi

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .benchmarks
