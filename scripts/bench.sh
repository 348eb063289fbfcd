#!/bin/bash
# Measures beside bare references and merges into artifacts/bench/summary.json, then runs the micro-benchmarks.
# FILTER="mqtt influx" measures only scenarios that begin with one of the words, and no micro-benchmarks.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

mkdir -p artifacts/bench
load="$(program_path benchmarks/Gateway.Load Gateway.Load)"
# shellcheck disable=SC2086 # words on purpose
"$load" run ${FILTER:-} --output artifacts/bench/summary.json "$@"

if [ -z "${FILTER:-}" ]; then
    micro="$(program_path benchmarks/Gateway.Benchmarks Gateway.Benchmarks)"
    "$micro" --filter '*' --artifacts artifacts/bench/micro
fi
say "Summary: artifacts/bench/summary.json (method: benchmarks/README.md)"
