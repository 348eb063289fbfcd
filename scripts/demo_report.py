#!/usr/bin/env python3
"""What the demo proves, read from outside: the simulators' ledger of what they sent, the gateway's history, and the
warnings as an independent subscriber saw them arrive. Python standard library only.

  demo_report.py status --api URL --warnings FILE
  demo_report.py report --api URL --warnings FILE --ledger FILE --scenario FILE --config FILE --out FILE [--scenarios FILE] [--add NAME=FILE]
"""
import argparse
import json
import os
import re
import sys
import time
import urllib.parse
import urllib.request
from datetime import datetime, timedelta, timezone

TIERS = ["none", "blue", "yellow", "orange", "red"]
FAMILIES = ["gas", "slope", "power", "dust"]
PAGE = 10_000
# Records the gateway makes itself when a source is silent; nobody sent them.
SILENT = ("communicationFailure", "notConnected")


class Api:
    """The gateway's local API."""

    def __init__(self, address):
        self.address = address

    def get(self, path, **query):
        url = f"{self.address}/api/v1/{path}"
        if query:
            url += "?" + urllib.parse.urlencode(query)
        with urllib.request.urlopen(url, timeout=20) as answer:
            return json.load(answer)

    def points(self):
        return rows(self.get("points"), "points")

    def history(self, point, start, end):
        """All raw samples in the half-open range, page by page: (time, value)."""
        found = []
        while True:
            page = rows(self.get("history", point=point, **{"from": iso(start), "to": iso(end)}, resolution="raw", limit=PAGE), "samples")
            found += [(instant(s["time"]), s.get("mean")) for s in page if s.get("quality") not in SILENT]
            if len(page) < PAGE:
                return found
            start = instant(page[-1]["time"]) + timedelta(microseconds=1)


def rows(answer, name):
    return answer if isinstance(answer, list) else answer.get(name, answer.get("items", []))


def iso(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def instant(text):
    """ISO 8601 with up to seven decimals, as .NET writes it."""
    text = re.sub(r"(\.\d{6})\d+", r"\1", text).replace("Z", "+00:00")
    return datetime.fromisoformat(text)


def read_json(path):
    """JSON with the // comments that our configuration allows on lines of their own."""
    with open(path, encoding="utf-8") as file:
        return json.loads("".join(line for line in file if not line.lstrip().startswith("//")))


def witnessed(path):
    """Warnings in order of arrival: (arrival in seconds since 1970, point id, tier before, tier after)."""
    found = []
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            parts = line.rstrip("\n").split(" ", 2)
            try:
                message = json.loads(parts[2])
                before, after = TIERS.index(message["fromTier"]), TIERS.index(message["tier"])
                found.append((float(parts[0]), message["point"], before, after))
            except (IndexError, KeyError, ValueError, TypeError, AttributeError):
                continue  # a line cut at the end of the file, or a message that is no warning
    return found


def decided(api):
    """The gateway's own list, for a configuration that publishes none: the moment of decision stands for that of arrival."""
    newest_first = rows(api.get("warnings", limit=1000), "warnings")
    return [(instant(w["decidedTime"]).timestamp(), w["pointId"], TIERS.index(w["from"]), TIERS.index(w["to"])) for w in reversed(newest_first)]


def status(options):
    points = Api(options.api).points()
    highest = {family: 0 for family in FAMILIES}
    for point in points:
        if point.get("family") in highest:
            highest[point["family"]] = max(highest[point["family"]], TIERS.index(point.get("tier") or "none"))
    points = [p for p in points if p.get("quantity")]  # not the places that rules over several points hang on
    good = sum(1 for p in points if str(p.get("quality", "")).lower() in ("good", "192"))
    tiers = "  ".join(f"{family} {TIERS[tier]}" for family, tier in highest.items())
    print(f"{good}/{len(points)} points good   {tiers}   {len(witnessed(options.warnings))} warnings", flush=True)


def sequence_points(config):
    """Device -> id of the point that holds its sequence number."""
    return {device_of(p): p["id"] for p in config["points"] if p.get("quantity") == "sequence"}


def device_of(point):
    return point.get("device") or point.get("modbus", {}).get("device")


def point_of_field(config, scenario):
    """(device, field of the scenario) -> point, by the register address or the JSON path both sides name."""
    address = {}
    for server in scenario["modbus"]:
        for unit in server["units"]:
            for field in unit["fields"]:
                address[(unit["device"], field.get("address"), field.get("table", "holding"))] = field["id"]
    found = {}
    for point in config["points"]:
        modbus, mqtt = point.get("modbus"), point.get("mqtt")
        if modbus and "bit" not in modbus:
            field = address.get((modbus["device"], modbus["address"], modbus.get("table", "holding")))
            if field:
                found[(modbus["device"], field)] = point
        elif mqtt:
            found[(device_of(point), mqtt["path"])] = point
    return found


def compare(api, ledger, config, start, end):
    """What was sent against what is stored, number by number: (ids sent, ids missing, doubtful ids not stored)."""
    sent, missing, doubtful = 0, {}, 0
    points = sequence_points(config)
    for entry in ledger["devices"]:
        unsure = set(entry.get("unacknowledged", [])) | set(entry.get("undelivered", []))
        expected = set(range(entry["first"], entry["last"] + 1)) if entry["last"] else set()
        stored = {int(value) for _, value in api.history(points[entry["device"]], start, end) if is_number(value)}
        sent += len(expected)
        absent = expected - stored
        doubtful += len(absent & unsure)
        if absent - unsure:
            missing[entry["device"]] = sorted(absent - unsure)
    return sent, missing, doubtful


def is_number(value):
    return isinstance(value, (int, float)) and value == value


def latencies(changes, warnings, fields, carried, packs):
    """Milliseconds from the change of value to the arrival of the warning, with and without the wait for the next poll or message."""
    found = {"whole": [], "withoutWait": [], "onDelay": 0, "fellBack": 0, "standing": 0, "missed": []}
    for change in changes:
        point = fields.get((change["device"], change["field"]))
        if point is None or change.get("sentUnixUs") is None:
            continue
        limit = limit_of(point, change["level"], packs)
        if limit.get("onDelay"):
            found["onDelay"] += 1
        elif not carried(change, point) >= limit["high"]:
            found["fellBack"] += 1
        else:
            measure(change, point, warnings, found)
    return found


def measure(change, point, warnings, found):
    # The values of one poll may pass several levels at once; they give one warning, of the highest.
    tier = TIERS.index(change["level"])
    arrived = next((a for a, p, before, after in warnings
                    if p == point["id"] and a * 1e6 >= change["changedUnixUs"] and after >= tier and before < after), None)
    if arrived is None and standing(change, point, warnings) >= tier:
        found["standing"] += 1  # warned before, by another rule or by a latched alarm that nobody has reset
    elif arrived is None:
        found["missed"].append(f"{point['id']} {change['level']}")
    else:
        found["whole"].append(arrived * 1000 - change["changedUnixUs"] / 1000)
        found["withoutWait"].append(arrived * 1000 - change["sentUnixUs"] / 1000)


def standing(change, point, warnings):
    """Tier of the point at the moment of the change, as far as its warnings tell."""
    return next((after for arrived, p, _, after in reversed(warnings) if p == point["id"] and arrived * 1e6 < change["changedUnixUs"]), 0)


def limit_of(point, tier, packs):
    limits = (point.get("judgement") or {}).get("limits", []) + packs.get(point["id"], [])
    return next((limit for limit in limits if limit["tier"] == tier and "high" in limit), {"high": float("inf")})


def limits_of_packs(config, folder):
    """The plain high limits the rule packs in use give each point, with the site's overrides: point id -> limits as a point's own are written."""
    found = {}
    for use in config.get("rulePacks", []):
        pack = read_json(os.path.join(folder, use["file"]))
        for rule in pack["rules"]:
            for point in config["points"] if rule["type"] == "high" else []:
                if fits(rule["appliesTo"], point):
                    found.setdefault(point["id"], []).extend(limit for limit in levels_of(rule, use.get("overrides", []), point["id"]))
    return found


def fits(applies, point):
    role = point.get("role") or point.get("quantity")
    wanted = {"quantity": point.get("quantity"), "role": role, "family": point.get("family"), "substance": point.get("substance")}
    return applies.get("scope") == "point" and all(not applies.get(name) or value in applies[name] for name, value in wanted.items())


def levels_of(rule, overrides, point):
    for level in rule["levels"]:
        for change in overrides:
            if change["rule"] == rule["id"] and change.get("tier", level["tier"]) == level["tier"] and point in change.get("points", [point]):
                level = {**level, **change}
        yield {"tier": level["tier"], "high": float(level["limit"].split()[0]), "onDelay": delay(level.get("onDelay"))}


def delay(text):
    """Seconds of a duration such as '3 s'; ours has no other form for a delay of a level."""
    number, unit = re.fullmatch(r"([\d.]+)\s*(s|min|h|d)", text or "0 s").groups()
    return float(number) * {"s": 1, "min": 60, "h": 3600, "d": 86400}[unit]


def carried_by(histories, config):
    """The value that travelled with a numbered reply or message: a noisy one may be back below the level by then."""
    numbered = {}
    for device, point in sequence_points(config).items():
        numbered[device] = {int(value): moment for moment, value in histories[point] if is_number(value)}
    values = {point: dict(samples) for point, samples in histories.items()}

    def value(change, point):
        moment = numbered.get(change["device"], {}).get(change["sequence"])
        found = values[point["id"]].get(moment)
        return found if is_number(found) else float("-inf")

    return value


def figures(milliseconds):
    if not milliseconds:
        return {"p50": None, "p99": None, "max": None}
    ordered = sorted(milliseconds)

    def rank(share):
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)

    return {"p50": rank(0.5), "p99": rank(0.99), "max": round(ordered[-1], 2)}


def report(options):
    api, config = Api(options.api), read_json(options.config)
    ledger, scenario = read_json(options.ledger), read_json(options.scenario)
    end = datetime.now(timezone.utc) + timedelta(seconds=5)
    start = end - timedelta(days=1)

    # The simulators have ended; what is still on its way is given some seconds.
    deadline = time.monotonic() + options.patience
    sent, missing, doubtful = compare(api, ledger, config, start, end)
    while missing and time.monotonic() < deadline:
        time.sleep(0.5)
        sent, missing, doubtful = compare(api, ledger, config, start, end)

    warnings, witness = witnessed(options.warnings), "mqtt"
    if not warnings:
        warnings, witness = decided(api), "api"
    raised = [w for w in warnings if w[3] > w[2]]
    family = {p["id"]: p.get("family") for p in config["points"]}
    red = {family.get(point) for _, point, _, after in raised if TIERS[after] == "red"}
    histories = {p["id"]: api.history(p["id"], start, end) for p in config["points"]}
    packs = limits_of_packs(config, os.path.dirname(options.config))
    found = latencies(ledger["changes"], warnings, point_of_field(config, scenario), carried_by(histories, config), packs)
    scenarios = read_json(options.scenarios) if options.scenarios else []

    result = {
        "readings": readings_sent(ledger, config),
        "warnings": {tier: sum(1 for w in raised if TIERS[w[3]] == tier) for tier in TIERS[1:]},
        "families": [f for f in FAMILIES if f in red],
        "latencyMs": figures(found["whole"]),
        "latencyWithoutWaitMs": figures(found["withoutWait"]),
        "latencySamples": {"measured": len(found["whole"]), "leftOutForOnDelay": found["onDelay"], "leftOutFellBackBeforeSent": found["fellBack"],
                           "leftOutWarnedBefore": found["standing"]},
        "stored": sum(len(samples) for samples in histories.values()),
        "warningsSeenBy": witness,
        "sentIds": sent,
        "doubtfulIds": doubtful,
        "lost": sum(len(ids) for ids in missing.values()),
        "scenarios": scenarios,
        **dict(added(one) for one in options.add),
    }
    with open(options.out, "w", encoding="utf-8") as file:
        json.dump(result, file, indent=2, ensure_ascii=False)
        file.write("\n")
    return complain(result, missing, found["missed"], ledger)


def added(option):
    """A part of the report that somebody else has written: (name, content)."""
    name, path = option.split("=", 1)
    return name, read_json(path)


def readings_sent(ledger, config):
    """Readings that left the simulators, by protocol: each numbered reply or message carries one for every point of its device."""
    sent = {"modbus": 0, "mqtt": 0}
    for entry in ledger["devices"]:
        points = sum(1 for p in config["points"] if device_of(p) == entry["device"])
        sent[entry["protocol"]] += points * (entry["last"] - entry["first"] + 1 if entry["last"] else 0)
    return sent


def complain(result, missing, missed, ledger):
    """Says what is wrong; the exit code."""
    wrong = [f"{device}: {len(ids)} lost, first {ids[:10]}" for device, ids in missing.items()]
    wrong += [f"no warning for {what}" for what in missed]
    wrong += [f"scenario {one['scenario']} ended in {one['tier']}: {'; '.join(one['complaints'])}" for one in result["scenarios"] if not one["asExpected"]]
    if not result["sentIds"]:
        wrong.append("the simulators sent nothing")
    if any(change["level"] == "red" for change in ledger["changes"]) and not result["families"]:
        wrong.append("values reached red but no warning did")
    for line in wrong:
        print("demo report: " + line, file=sys.stderr)
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["status", "report"])
    parser.add_argument("--api", required=True)
    parser.add_argument("--warnings", required=True)
    parser.add_argument("--ledger")
    parser.add_argument("--scenario", default="simulators/scenarios/demo.json")
    parser.add_argument("--config", default="config/demo/edge.json")
    parser.add_argument("--out")
    parser.add_argument("--scenarios", help="what demo_scenarios.py found")
    parser.add_argument("--add", action="append", default=[], metavar="NAME=FILE", help="a part of the report that is written already")
    parser.add_argument("--patience", type=float, default=15, help="seconds to wait for what is still on its way")
    options = parser.parse_args()
    if options.what == "status":
        try:
            status(options)
        except OSError as error:
            print(f"the gateway's API does not answer: {error}", flush=True)
        return 0
    return report(options)


if __name__ == "__main__":
    sys.exit(main())
