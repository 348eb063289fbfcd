# Everything starts here. Each target does the set-up it needs; run any of them on a fresh clone.
# Needs: the .NET 10 SDK and make. Debian packages are installed by 'make setup' (with sudo where you are not root).

SHELL := /bin/bash
CONFIGURATION ?= Release
export CONFIGURATION

.DEFAULT_GOAL := help
.PHONY: help setup build demo test bench faults fuzz package installtest audit clean

help: ## Show this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  make demo SECONDS=90   ends by itself, plays the people too, and writes artifacts/demo/report.json"
	@echo "  make bench FILTER=mqtt measures only scenarios whose name begins with the word"
	@echo "  make bench SOAK=10     adds a soak of so many minutes"

setup: ## Install the Debian packages that are missing, restore and build
	@scripts/setup.sh

build: ## Build everything, analyzers on, warnings are errors
	@scripts/build.sh

demo: setup ## Start broker, two simulated sites with gateways and the warning center; prints its address and set-up code
	@DEMO_SECONDS="$(SECONDS)" scripts/demo.sh

test: setup ## Run every test; the last line says how many passed and failed
	@PROJECTS="$(PROJECTS)" scripts/test.sh

bench: setup ## Measure, and write artifacts/bench/summary.json (see benchmarks/README.md)
	@FILTER="$(FILTER)" SOAK="$(SOAK)" QUICK="$(QUICK)" scripts/bench.sh

faults: setup ## Strike faults, judge what was lost, write artifacts/faults/report.json (RUNS=500 KINDS=disk SEED=1)
	@RUNS="$(RUNS)" KINDS="$(KINDS)" SEED="$(SEED)" scripts/faults.sh

fuzz: setup ## Feed every parser with hostile input, RUNS executions each, and write artifacts/fuzz/report.json
	@RUNS="$(RUNS)" SEED="$(SEED)" TARGET="$(TARGET)" scripts/fuzz.sh

package: ## Make the Debian packages of gateway and warning center in artifacts/package (ARCHS="amd64" only that)
	@ARCHS="$(ARCHS)" scripts/package.sh

installtest: ## Install the packages into a clean Debian root, start, upgrade and remove them (as root)
	@scripts/package_test.sh

audit: ## Ask the package registries for known weaknesses; fails when there are any, or when a registry does not answer
	@scripts/audit.sh

clean: ## Remove what was built and measured
	@rm -rf artifacts
	@find . -type d \( -name bin -o -name obj -o -name TestResults \) -not -path '*/node_modules/*' -prune -exec rm -rf {} +
