# Two commands for everybody: `make run` and `make test`. Both make what they need, and work offline the second time.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CHROMIUM := /usr/bin/chromium
POSTGRES := $(wildcard /usr/lib/postgresql/*/bin/initdb)
FACES := pyproject.toml constraints.txt

.PHONY: run test check tools venv-by-apt clean

run: $(VENV)/.installed
	$(BIN)/congdoan up

test: $(VENV)/.tested-with tools check
	$(BIN)/pytest

# What needs no test tools beyond Python: style, types, the walls between rooms, the library itself.
check: $(VENV)/.tested-with
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/congdoan knowledge check

# torch goes first and alone: where a CPU build is offered it is taken, and nothing later asks for another.
$(VENV)/.installed: $(FACES)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên (đặt PYTHON=...)."; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || $(MAKE) --no-print-directory venv-by-apt
	$(BIN)/pip install --quiet --disable-pip-version-check $$(grep '^torch==' constraints.txt)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

# Debian keeps venv in a package of its own.
venv-by-apt:
	@rm -rf $(VENV); \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null && $(PYTHON) -m venv $(VENV); \
	else \
	  echo "Python này thiếu venv. Cài bằng: sudo apt install python3-venv"; exit 1; \
	fi

$(VENV)/.tested-with: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

# Debian's browser and PostgreSQL, installed where we may; a clear word where we may not.
tools:
	@if [ -x $(CHROMIUM) ] && [ -n "$(POSTGRES)" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium postgresql >/dev/null; \
	else \
	  echo "Các kiểm thử cần chromium và PostgreSQL của Debian. Cài bằng: sudo apt install chromium postgresql"; exit 1; \
	fi

clean:
	rm -rf $(VENV) var
