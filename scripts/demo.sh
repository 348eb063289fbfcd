#!/bin/bash
# Starts a broker, the warning center, two sites with their simulators and gateways, all on free loopback ports, and shows what happens.
# First the five stories of config/scenarios are exported and judged by gateway replay; their result stands in the report, too.
# DEMO_SECONDS=n ends after n seconds and writes artifacts/demo/report.json; without it, Ctrl-C ends it the same way. With DEMO_SECONDS
# scripts/demo_people.py does at the center what people would, and the report says what came of it; without it the center is yours to set up.
# DEMO_FOLDER is where logs, data and report go; it is emptied first.
# DEMO_PORTS="n n n n n" are the ports of the two gateways' APIs, the center, the provider and the broker; without it, five that are free at the start.
set -uo pipefail
source "$(dirname "$0")/lib.sh"
# The scripts import each other; what Python keeps of that does not belong beside the sources.
export PYTHONDONTWRITEBYTECODE=1

out="${DEMO_FOLDER:-$PWD/artifacts/demo}"
read -r api_port pit_api_port center_port provider_port broker_port <<<"${DEMO_PORTS:-$(for _ in 1 2 3 4 5; do free_port; done | tr '\n' ' ')}"
api="http://127.0.0.1:$api_port"
pit_api="http://127.0.0.1:$pit_api_port"
center="http://127.0.0.1:$center_port"
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
    # The gateways' persistent sessions, as on a site where they were connected before: what is sent while they start waits for them.
    mosquitto_sub -p "$broker_port" -i gateway-demo -c -q 1 -t 'site/demo/#' -E || fail "the broker refused the session" mosquitto
    mosquitto_sub -p "$broker_port" -i gateway-pit -c -q 1 -t 'site/pit/#' -E || fail "the broker refused the session" mosquitto
    # Independent witnesses: every warning of a site with the moment it arrived.
    start warnings stdbuf -oL mosquitto_sub -p "$broker_port" -q 1 -t "gateway/demo/#" -F '%U %t %p'
    start pit-warnings stdbuf -oL mosquitto_sub -p "$broker_port" -q 1 -t "gateway/pit/#" -F '%U %t %p'
}

start_center() {
    mkdir -p "$out/center"
    (umask 077 && "$(python)" -c 'import secrets; print(secrets.token_urlsafe(32))' >"$out/provider.secret")
    export GATEWAY_DEMO_MQTT_PORT="$broker_port" GATEWAY_DEMO_CENTER_PORT="$center_port" GATEWAY_DEMO_CENTER_DATA="$out/center" \
        GATEWAY_DEMO_CONSOLE="$PWD/src/Gateway.Center/wwwroot" GATEWAY_DEMO_PROVIDER_PORT="$provider_port" GATEWAY_DEMO_PROVIDER_SECRET="$out/provider.secret"
    start provider "$(python)" scripts/demo_provider.py --port "$provider_port" --center "$center" --secret-file "$out/provider.secret" --answers config/demo/answers.json
    start center "$warning_center" run --config config/demo/center.json
    await provider 10 "opening its port" port_open "$provider_port"
    await center 60 "answering on its API" curl -fsS "$center/api/v1/setup"
    await center 10 "writing the set-up code" test -s "$out/center/setup-code.txt"
    say "Warning center: $center   set-up code of the first sign-in: $(cat "$out/center/setup-code.txt")"
}

start_people() { # only where nobody sits at the center
    [ -n "${DEMO_SECONDS:-}" ] || return 0
    start people "$(python)" scripts/demo_people.py --center "$center" --code-file "$out/center/setup-code.txt" --organisation config/demo/organisation.csv \
        --ready "$out/people.ready" --out "$out/center.json" --witness "$out/warnings.log" --witness "$out/pit-warnings.log"
    await people 60 "setting the center up" test -s "$out/people.ready"
}

start_simulators() { # both at once: the story of the first must not run on while the second still starts
    start simulators "$simulator" run simulators/scenarios/demo.json --broker "127.0.0.1:$broker_port" --base-port 0 \
        --ports-file "$out/simulators-ports.json" --ledger "$out/simulators-ledger.json"
    start pit-simulators "$simulator" run simulators/scenarios/demo-pit.json --broker "127.0.0.1:$broker_port" --base-port 0 \
        --ports-file "$out/pit-simulators-ports.json" --ledger "$out/pit-simulators-ledger.json"
    export_ports simulators
    export_ports pit-simulators
}

export_ports() { # export_ports <name>: of the servers these simulators have opened
    local ports="$out/$1-ports.json" assignments
    await "$1" 20 "writing its ports" test -s "$ports"
    assignments="$("$(python)" -c 'import json, sys
for name, port in json.load(open(sys.argv[1])).items(): print(f"export {name}={int(port)}")' "$ports")" || fail "its ports could not be read" "$1"
    eval "$assignments"
}

start_gateways() {
    export GATEWAY_DEMO_API_PORT="$api_port" GATEWAY_DEMO_DATA="$out/data" GATEWAY_DEMO_PIT_API_PORT="$pit_api_port" GATEWAY_DEMO_PIT_DATA="$out/pit-data"
    start gateway "$gateway" run --config config/demo/edge.json
    start pit-gateway "$gateway" run --config config/demo/pit.json
    await gateway 30 "answering on its API" curl -fsS "$api/api/v1/health"
    await pit-gateway 30 "answering on its API" curl -fsS "$pit_api/api/v1/health"
}

watch() {
    local end=$((SECONDS + ${DEMO_SECONDS:-0})) name
    say "Local API: $api  (try $api/api/v1/points)   second site: $pit_api   logs: $out/*.log"
    if [ -t 1 ] && [ -t 0 ]; then
        if [ -n "${DEMO_SECONDS:-}" ]; then
            timeout --foreground "$DEMO_SECONDS" "$gateway" top --url "$api"
        else
            "$gateway" top --url "$api"
        fi
        return 0
    fi
    while [ -z "${DEMO_SECONDS:-}" ] || [ "$SECONDS" -lt "$end" ]; do
        for name in mosquitto center provider simulators pit-simulators gateway pit-gateway ${DEMO_SECONDS:+people}; do
            running "$name" || fail "$name ended by itself" "$name"
        done
        "$(python)" scripts/demo_report.py status --api "$api" --warnings "$out/warnings.log"
        sleep 3 &
        wait $!
        [ -z "$interrupted" ] || return 0
    done
}

finish() { # simulators first, so that gateways and center can take in the last of it; then prove, then stop the rest
    local status=0 added=()
    running gateway || fail "the gateway ended by itself" gateway
    stop simulators 15 || fail "the simulators ended badly" simulators
    stop pit-simulators 15 || fail "the simulators ended badly" pit-simulators
    if running people; then
        # Its complaints stand in the report; a status without one is a fault of its own.
        stop people 90 || status=1
        [ -s "$out/center.json" ] || fail "the center was not proved" people
        added+=(--add "center=$out/center.json")
    fi
    "$(python)" scripts/demo_report.py report --api "$pit_api" --ledger "$out/pit-simulators-ledger.json" --warnings "$out/pit-warnings.log" \
        --scenario simulators/scenarios/demo-pit.json --config config/demo/pit.json --out "$out/pit-report.json" || status=1
    "$(python)" scripts/demo_report.py report --api "$api" --ledger "$out/simulators-ledger.json" --warnings "$out/warnings.log" \
        --config config/demo/edge.json --scenarios "$out/scenarios.json" --out "$out/report.json" --add "secondSite=$out/pit-report.json" "${added[@]}" || status=1
    stop gateway 20 || fail "the gateway ended badly" gateway
    stop pit-gateway 20 || fail "the gateway ended badly" pit-gateway
    stop center 30 || fail "the center ended badly" center
    stop provider 5
    stop warnings 5
    stop pit-warnings 5
    stop mosquitto 5
    return "$status"
}

gateway="$(program_path src/Gateway.Edge gateway)" || exit 1
simulator="$(program_path simulators/Gateway.Simulators gateway-sim)" || exit 1
warning_center="$(program_path src/Gateway.Center warning-center)" || exit 1
interrupted=""
trap kill_all EXIT
trap 'interrupted=yes' INT TERM

mkdir -p "$out"
rm -rf "${out:?}"/*
judge_scenarios
start_broker
start_center
start_people
start_simulators
start_gateways
watch
finish
status=$?
say "Report: $out/report.json"
cat "$out/report.json" 2>/dev/null
exit "$status"
