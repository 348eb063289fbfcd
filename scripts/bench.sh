#!/bin/bash
# Measures beside bare references and merges into artifacts/bench/summary.json, runs the micro-benchmarks, closes with a table of all bars.
# FILTER="mqtt influx" measures only scenarios that begin with one of the words, and no micro-benchmarks.
# SOAK=10 adds a soak of gateway and of center, so many minutes each, with their series in artifacts/bench/soak.json and soak-center.json.
# QUICK=1 makes every measurement as short as it can be: a check that all runs, not figures to quote.
set -uo pipefail
source "$(dirname "$0")/lib.sh"

out=artifacts/bench
mkdir -p "$out"
load="$(program_path benchmarks/Gateway.Load Gateway.Load)" || exit 1
micro="$(program_path benchmarks/Gateway.Benchmarks Gateway.Benchmarks)" || exit 1
read -ra words <<<"${FILTER:-}"
lengths=() classes='*'
if [ -n "${QUICK:-}" ]; then
    lengths=(--seconds 0.5 --repeats 1 --window 20)
    classes='*LogCodec*'
fi

# A whole run leaves no figure of an earlier one standing in the summary.
[ -n "${FILTER:-}" ] || rm -f "$out/summary.json"

status=0
"$load" run "${words[@]}" "${lengths[@]}" --output "$out/summary.json" "$@" || status=1
if [ -n "${SOAK:-}" ]; then
    "$load" run soak --soak-minutes "$SOAK" --output "$out/summary.json" || status=1
    "$load" run center.soak --soak-minutes "$SOAK" --output "$out/summary.json" || status=1
fi
if [ -z "${FILTER:-}" ]; then
    rm -rf "$out/micro"
    "$micro" --filter "$classes" --artifacts "$out/micro" >"$out/micro.log" 2>&1 || { status=1; say "A micro-benchmark failed: $out/micro.log"; }
    cat "$out"/micro/results/*-report-github.md | grep '^|'
fi

echo
"$load" table --summary "$out/summary.json"
say "Summary: $out/summary.json (method: benchmarks/README.md)"
exit "$status"
