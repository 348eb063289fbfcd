#!/bin/bash
# Feeds every parser with damaged and hostile input and writes artifacts/fuzz/report.json. Not zero when there are findings.
# RUNS=100000 executions of each target (default 10000), SEED=2 other inputs, TARGET="mqtt-5 cap" only these.
set -uo pipefail
source "$(dirname "$0")/lib.sh"

out=artifacts/fuzz
mkdir -p "$out"
fuzz="$(program_path tests/Gateway.Fuzz Gateway.Fuzz)" || exit 1
read -ra targets <<<"${TARGET:-}"
[ ${#targets[@]} -gt 0 ] && targets=(--target "${targets[@]}")

"$fuzz" "${targets[@]}" --runs "${RUNS:-10000}" --seed "${SEED:-1}" --out "$out/report.json"
status=$?
left="$(find "$out/report.json.current" -type f -size +0c 2>/dev/null)"
[ "$status" -le 1 ] || say "The program crashed; the input that was being fed: ${left:-unknown}"
exit "$status"
