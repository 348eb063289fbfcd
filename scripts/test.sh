#!/bin/bash
# Runs every test project and the tests of the web console, one after the other, and ends with "N passed, N failed".
# Not zero when a test failed, a project crashed, hung or ran no test. PROJECTS="Core Pipeline" runs only those.
set -uo pipefail
source "$(dirname "$0")/lib.sh"

results="$PWD/artifacts/test"
rm -rf "$results"
mkdir -p "$results"
passed=0
failed=0
broken=()

# Adds up one project's result file; a project without one crashed or hung.
count() {
    local name="$1" exit_code="$2" trx="$results/$1.trx" counters ok bad
    counters="$(grep -o '<Counters [^>]*>' "$trx" 2>/dev/null | head -1)"
    ok="$(sed -n 's/.* passed="\([0-9]*\)".*/\1/p' <<<"$counters")"
    bad="$(sed -n 's/.* failed="\([0-9]*\)".*/\1/p' <<<"$counters")"
    passed=$((passed + ${ok:-0}))
    failed=$((failed + ${bad:-0}))
    if [ -z "$counters" ]; then
        broken+=("$name: crashed, hung or timed out (exit code $exit_code, see artifacts/test/$name.log)")
    elif [ $((${ok:-0} + ${bad:-0})) -eq 0 ]; then
        broken+=("$name: ran no test")
    elif [ "$exit_code" -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then
        broken+=("$name: ended with exit code $exit_code although no test failed (see artifacts/test/$name.log)")
    fi
    printf '%-36s %5s passed %5s failed  %4ss\n' "$name" "${ok:-0}" "${bad:-0}" "$3"
}

# Second argument: the name its result is counted under, when it is not the first run of the project.
run_project() {
    local project="$1" name dll started
    name="$(basename "$project")"
    dll="$project/bin/$CONFIGURATION/net10.0/$name.dll"
    name="${2:-$name}"
    started=$SECONDS
    timeout --kill-after=20 900 dotnet test "$dll" --results-directory "$results" \
        --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=normal" \
        --blame-hang --blame-hang-timeout 5m --blame-hang-dump-type none \
        >"$results/$name.log" 2>&1
    local exit_code=$?
    if [ "$exit_code" -ne 0 ]; then
        # Everything but the lines of the tests that passed.
        grep -v -E '^ +Passed |^ +Discovering|^ +Discovered|^ +Starting|^ +Finished|^\[xUnit.net' "$results/$name.log" | cat -s
    fi
    count "$name" "$exit_code" $((SECONDS - started))
}

# The web console's own tests; their result is written in the form count() reads.
run_console() {
    local name=console started=$SECONDS exit_code
    (cd "$1" && timeout --kill-after=20 300 npm run --silent test -- --reporter=default --reporter=json --outputFile="$results/$name.json") >"$results/$name.log" 2>&1
    exit_code=$?
    [ "$exit_code" -eq 0 ] || cat "$results/$name.log"
    node -e 'const r = require(process.argv[1]); console.log(`<Counters passed="${r.numPassedTests}" failed="${r.numFailedTests}" />`)' \
        "$results/$name.json" >"$results/$name.trx" 2>/dev/null
    count "$name" "$exit_code" $((SECONDS - started))
}

chosen() {
    local word
    [ -z "${PROJECTS:-}" ] && return 0
    for word in $PROJECTS; do
        [ "$(basename "$1")" = "Gateway.$word.Tests" ] && return 0
    done
    return 1
}

found=0
for project in tests/*.Tests; do
    chosen "$project" || continue
    found=$((found + 1))
    run_project "$project"
    if [ "$(basename "$project")" = Gateway.Center.Tests ]; then
        # The same tests once more, on PostgreSQL and with InfluxDB as history, servers that the tests start and stop.
        CENTER_TEST_DATABASE=postgres CENTER_TEST_HISTORY=influx run_project "$project" Gateway.Center.Tests.postgres
    fi
done

console=src/Gateway.Center/ClientApp
if [ -f "$console/package.json" ] && { [ -z "${PROJECTS:-}" ] || [[ " $PROJECTS " == *" Console "* ]]; }; then
    found=$((found + 1))
    run_console "$console"
fi

[ "$found" -gt 0 ] || broken+=("no test project found for PROJECTS='${PROJECTS:-}'")
for line in "${broken[@]}"; do say "BROKEN  $line"; done

# The names once more at the end, where the reader of a long log looks first.
grep -ho '<UnitTestResult [^>]*outcome="Failed"[^>]*>' "$results"/*.trx 2>/dev/null | sed 's/.*testName="\([^"]*\)".*/FAILED  \1/' | sort -u

echo "$passed passed, $((failed + ${#broken[@]})) failed"
[ "$failed" -eq 0 ] && [ "${#broken[@]}" -eq 0 ] && [ "$passed" -gt 0 ]
