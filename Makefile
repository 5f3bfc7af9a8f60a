# The one interface to building, testing and running; `make help` lists it.
ASSAY_DATA_DIR ?= .assay
ASSAY_PORT ?= 8080
SWIFT ?= swift

FORMATTED = Package.swift $(wildcard Sources Connectors Policies Migrations Tests)
SCRIPTS = .ci/run $(wildcard scripts/fetch-* scripts/install-* scripts/build-* scripts/bench-* scripts/check-* scripts/run-*)
RELEASE = $(SWIFT) build --configuration release

.DEFAULT_GOAL := help
.PHONY: help setup build model run test bench fuzz format lint docs clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## install missing system packages (through sudo when not root)
	@scripts/install-system-packages

build: setup ## build the release executable
	$(RELEASE) --product assay

model: setup ## obtain the embedding model once, checked against pinned digests
	@scripts/fetch-embedding-model "$(ASSAY_DATA_DIR)" >/dev/null

run: build model ## build, obtain the model, load the sample workspace once and serve
	@ASSAY_EMBEDDING_MODEL="$$(scripts/fetch-embedding-model "$(ASSAY_DATA_DIR)" 2>/dev/null)" \
	exec "$$($(RELEASE) --show-bin-path)/assay" serve \
	--data-dir "$(ASSAY_DATA_DIR)" --port "$(ASSAY_PORT)" --sample-workspace Samples/workspace.json

test: setup ## build and run every test; the last line counts them
	$(SWIFT) build --build-tests
	@SWIFT="$(SWIFT)" scripts/run-tests

bench: build model ## measure what docs/benchmarks.md records; BENCH="--quick name …" picks some
	@ASSAY_DATA_DIR="$(ASSAY_DATA_DIR)" ASSAY_EMBEDDING_MODEL="$$(scripts/fetch-embedding-model "$(ASSAY_DATA_DIR)" 2>/dev/null)" \
	"$$($(RELEASE) --show-bin-path)/assay" bench $(BENCH)

fuzz: setup ## feed loaders and tokenizers with made-up bytes; FUZZ="gguf …" picks targets, ASSAY_FUZZ_SECONDS the time for each
	@scripts/check-fuzzing $(FUZZ)

format: ## rewrite all Swift files in the house format
	$(SWIFT) format --in-place --parallel --recursive --configuration .swift-format $(FORMATTED)

lint: ## check format and scripts without changing anything
	$(SWIFT) format lint --strict --parallel --recursive --configuration .swift-format $(FORMATTED)
	@for script in $(SCRIPTS); do bash -n "$$script" || exit 1; done

docs: setup ## write the reference of every module to .build/documentation
	@scripts/build-documentation

clean: ## remove what was built; data stays
	$(SWIFT) package clean
	rm -rf .build/documentation
