#!/bin/bash
# Starts a broker, the simulators and the gateway on free loopback ports and shows what happens.
# First the five stories of config/scenarios are exported and judged by gateway replay; their result stands in the report, too.
# DEMO_SECONDS=n ends after n seconds and writes artifacts/demo/report.json; without it, Ctrl-C ends it the same way.
# DEMO_FOLDER is where logs, data and report go; it is emptied first.
set -uo pipefail
source "$(dirname "$0")/lib.sh"

out="${DEMO_FOLDER:-$PWD/artifacts/demo}"
api_port="$(free_port)"
broker_port="$(free_port)"
api="http://127.0.0.1:$api_port"
declare -A pid=()

start() { # start <name> <program> [arguments]: its output goes to artifacts/demo/<name>.log
    local name="$1"
    shift
    # Its own process group: Ctrl-C reaches only this script, which then stops everything in order.
    setsid "$@" >"$out/$name.log" 2>&1 </dev/null &
    pid[$name]=$!
}

running() { [ -n "${pid[$1]:-}" ] && kill -0 "${pid[$1]}" 2>/dev/null; }

stop() { # stop <name> [seconds]: ends it politely, then not; fails when it ended badly
    local name="$1" left=$((${2:-10} * 10)) status=0
    [ -n "${pid[$name]:-}" ] || return 0
    kill -TERM "${pid[$name]}" 2>/dev/null
    while running "$name" && [ "$left" -gt 0 ]; do
        sleep 0.1
        left=$((left - 1))
    done
    if running "$name"; then
        kill -KILL "${pid[$name]}" 2>/dev/null
        say "$name did not end in time"
        status=1
    fi
    wait "${pid[$name]}" 2>/dev/null || status=$?
    unset "pid[$name]"
    # 143 is the plain answer to SIGTERM.
    [ "$status" -eq 0 ] || [ "$status" -eq 143 ]
}

kill_all() {
    local name
    for name in "${!pid[@]}"; do kill -KILL "${pid[$name]}" 2>/dev/null; done
}

fail() {
    say "demo failed: $1"
    say "see $out/$2.log, which ends with:"
    tail -n 15 "$out/$2.log" >&2
    exit 1
}

await() { # await <name> <seconds> <what> <command>: until the command succeeds, unless the program ended before
    local name="$1" end=$((SECONDS + $2)) what="$3"
    shift 3
    until "$@" >/dev/null 2>&1; do
        running "$name" || fail "$name ended at its start" "$name"
        [ "$SECONDS" -lt "$end" ] || fail "$name: $what did not happen in time" "$name"
        sleep 0.1
    done
}

port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

judge_scenarios() { # the five stories of config/scenarios, exported and judged; what is wrong with them fails the report
    "$(python)" scripts/demo_scenarios.py --gateway "$gateway" --simulator "$simulator" --folder "$out/scenarios" --out "$out/scenarios.json" \
        || say "A scenario did not end as stated; see $out/scenarios.json"
    [ -s "$out/scenarios.json" ] || exit 1
}

start_broker() {
    cat >"$out/mosquitto.conf" <<CONF
listener $broker_port 127.0.0.1
allow_anonymous true
persistence false
max_queued_messages 0
CONF
    start mosquitto "$(command -v mosquitto || echo /usr/sbin/mosquitto)" -c "$out/mosquitto.conf"
    await mosquitto 10 "opening its port" port_open "$broker_port"
    # The gateway's persistent session, as on a site where it was connected before: what is sent while it starts waits for it.
    mosquitto_sub -p "$broker_port" -i "$client_id" -c -q 1 -t 'site/demo/#' -E || fail "the broker refused the session" mosquitto
    # An independent witness: every warning with the moment it arrived.
    start warnings stdbuf -oL mosquitto_sub -p "$broker_port" -q 1 -t "$warning_topics" -F '%U %t %p'
}

start_simulators() {
    start simulators "$simulator" run simulators/scenarios/demo.json --broker "127.0.0.1:$broker_port" --base-port 0 \
        --ports-file "$out/ports.json" --ledger "$out/ledger.json"
    await simulators 20 "writing its ports" test -s "$out/ports.json"
    local assignments
    assignments="$("$(python)" -c 'import json, sys
for name, port in json.load(open(sys.argv[1])).items(): print(f"export {name}={int(port)}")' "$out/ports.json")" || fail "its ports could not be read" simulators
    eval "$assignments"
}

start_gateway() {
    export GATEWAY_DEMO_MQTT_PORT="$broker_port" GATEWAY_DEMO_API_PORT="$api_port" GATEWAY_DEMO_DATA="$out/data"
    start gateway "$gateway" run --config config/demo/edge.json
    await gateway 30 "answering on its API" curl -fsS "$api/api/v1/health"
}

watch() {
    local end=$((SECONDS + ${DEMO_SECONDS:-0})) name
    say "Local API: $api  (try $api/api/v1/points)   logs: $out/*.log"
    if [ -t 1 ] && [ -t 0 ]; then
        if [ -n "${DEMO_SECONDS:-}" ]; then
            timeout --foreground "$DEMO_SECONDS" "$gateway" top --url "$api"
        else
            "$gateway" top --url "$api"
        fi
        return 0
    fi
    while [ -z "${DEMO_SECONDS:-}" ] || [ "$SECONDS" -lt "$end" ]; do
        for name in mosquitto simulators gateway; do
            running "$name" || fail "$name ended by itself" "$name"
        done
        "$(python)" scripts/demo_report.py status --api "$api" --warnings "$out/warnings.log"
        sleep 3 &
        wait $!
        [ -z "$interrupted" ] || return 0
    done
}

finish() { # simulators first, so that the gateway can take in the last of it; then prove, then stop the rest
    local status=0
    running gateway || fail "the gateway ended by itself" gateway
    stop simulators 15 || fail "the simulators ended badly" simulators
    "$(python)" scripts/demo_report.py report --api "$api" --ledger "$out/ledger.json" --warnings "$out/warnings.log" \
        --config config/demo/edge.json --scenarios "$out/scenarios.json" --out "$out/report.json" || status=1
    stop gateway 20 || fail "the gateway ended badly" gateway
    stop warnings 5
    stop mosquitto 5
    return "$status"
}

gateway="$(program_path src/Gateway.Edge gateway)" || exit 1
simulator="$(program_path simulators/Gateway.Simulators gateway-sim)" || exit 1
client_id="gateway-demo"
warning_topics="gateway/#"
interrupted=""
trap kill_all EXIT
trap 'interrupted=yes' INT TERM

mkdir -p "$out"
rm -rf "${out:?}"/*
judge_scenarios
start_broker
start_simulators
start_gateway
watch
finish
status=$?
say "Report: $out/report.json"
cat "$out/report.json" 2>/dev/null
exit "$status"
