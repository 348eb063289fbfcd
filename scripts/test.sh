#!/bin/bash
# Runs every test project and the tests of the web console, two at a time, and ends with "N passed, N failed".
# Not zero when a test failed, a project crashed, hung or ran no test. PROJECTS="Core Pipeline" runs only those. LANES=1 runs one after the other.
set -uo pipefail
source "$(dirname "$0")/lib.sh"

results="$PWD/artifacts/test"
rm -rf "$results"
mkdir -p "$results"
passed=0
failed=0
broken=()

# Notes the sums of one project's result file for the end, as two lines: "passed failed" and what is wrong beyond them. A project without a file crashed or hung.
count() {
    local name="$1" exit_code="$2" trx="$results/$1.trx" counters ok bad trouble=""
    counters="$(grep -o '<Counters [^>]*>' "$trx" 2>/dev/null | head -1)"
    ok="$(sed -n 's/.* passed="\([0-9]*\)".*/\1/p' <<<"$counters")"
    bad="$(sed -n 's/.* failed="\([0-9]*\)".*/\1/p' <<<"$counters")"
    if [ -z "$counters" ]; then
        trouble="$name: crashed, hung or timed out (exit code $exit_code, see artifacts/test/$name.log)"
    elif [ $((${ok:-0} + ${bad:-0})) -eq 0 ]; then
        trouble="$name: ran no test"
    elif [ "$exit_code" -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then
        trouble="$name: ended with exit code $exit_code although no test failed (see artifacts/test/$name.log)"
    fi
    printf '%s %s\n%s\n' "${ok:-0}" "${bad:-0}" "$trouble" >"$results/jobs/$name"
    printf '%-36s %5s passed %5s failed  %4ss\n' "$name" "${ok:-0}" "${bad:-0}" "$3"
}

# Second argument: the name its result is counted under, when it is not the first run of the project.
run_project() {
    local project="$1" name dll started
    name="$(basename "$project")"
    dll="$project/bin/$CONFIGURATION/net10.0/$name.dll"
    name="${2:-$name}"
    started=$SECONDS
    timeout --kill-after=20 1500 dotnet test "$dll" --results-directory "$results" \
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

# The longest begin first, so that the last to end is a short one. "folder" or "folder variant".
long=() jobs=()
for project in tests/*.Tests; do
    chosen "$project" || continue
    case "$(basename "$project")" in
        # The same tests once more, on PostgreSQL and with InfluxDB as history, servers that the tests start and stop.
        Gateway.Center.Tests) long+=("$project postgres" "$project") ;;
        Gateway.Console.Tests) long=("$project" "${long[@]}") ;;
        Gateway.EndToEnd.Tests) long+=("$project") ;;
        *) jobs+=("$project") ;;
    esac
done
console=src/Gateway.Center/ClientApp
if [ -f "$console/package.json" ] && { [ -z "${PROJECTS:-}" ] || [[ " $PROJECTS " == *" Console "* ]]; }; then
    jobs+=("$console")
fi
jobs=("${long[@]}" "${jobs[@]}")

run_job() {
    case "$1" in
        *" postgres") CENTER_TEST_DATABASE=postgres CENTER_TEST_HISTORY=influx run_project "${1% postgres}" "$(basename "${1% postgres}").postgres" ;;
        "$console") run_console "$1" ;;
        *) run_project "$1" ;;
    esac
}

# Two at a time: most tests wait for processes, sockets and disks, not for a processor. What each prints comes out whole, when it has ended.
lanes="${LANES:-2}"
running=0
mkdir -p "$results/jobs"
for job in "${jobs[@]}"; do
    [ "$running" -lt "$lanes" ] || { wait -n; running=$((running - 1)); }
    (
        said="$(run_job "$job" 2>&1)"
        printf '%s\n' "$said"
    ) &
    running=$((running + 1))
done
wait

tallies=0
for tally in "$results"/jobs/*; do
    [ -f "$tally" ] || continue
    tallies=$((tallies + 1))
    { read -r ok bad && IFS= read -r trouble; } <"$tally"
    passed=$((passed + ok))
    failed=$((failed + bad))
    [ -z "$trouble" ] || broken+=("$trouble")
done
[ "$tallies" -eq "${#jobs[@]}" ] || broken+=("only $tallies of ${#jobs[@]} runs came to an end that could be counted")
[ "${#jobs[@]}" -gt 0 ] || broken+=("no test project found for PROJECTS='${PROJECTS:-}'")
for line in "${broken[@]}"; do say "BROKEN  $line"; done

# Names and messages once more at the end, where the reader of a long log looks first.
"$(python)" scripts/failed_tests.py "$results"/*.trx

echo "$passed passed, $((failed + ${#broken[@]})) failed"
[ "$failed" -eq 0 ] && [ "${#broken[@]}" -eq 0 ] && [ "$passed" -gt 0 ]
