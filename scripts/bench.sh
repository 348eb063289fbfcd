#!/bin/bash
# Measures and writes artifacts/bench/summary.json. FILTER=word measures only what contains the word.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

mkdir -p artifacts/bench
load="$(program_path benchmarks/Gateway.Load Gateway.Load)"
exec "$load" bench --out artifacts/bench/summary.json ${FILTER:+--filter "$FILTER"} "$@"
