#!/bin/bash
# Strikes faults into the product and judges whether anything acknowledged was lost; writes artifacts/faults/report.json (tests/Gateway.Faults/README.md).
# RUNS=500 honest runs (default 200), KINDS="disk process.kill" only scenarios that begin with one of the words, SEED=7 another first seed.
set -uo pipefail
source "$(dirname "$0")/lib.sh"

faults="$(program_path tests/Gateway.Faults Gateway.Faults)" || exit 1
kinds="${KINDS:-}"
mkdir -p artifacts/faults
"$faults" --runs "${RUNS:-200}" --seed "${SEED:-1}" --kinds "${kinds// /,}" --out artifacts/faults/report.json | tee artifacts/faults/runs.log
status=${PIPESTATUS[0]}
say "Report: artifacts/faults/report.json (method: tests/Gateway.Faults/README.md)"
exit "$status"
