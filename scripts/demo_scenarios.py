#!/usr/bin/env python3
"""The five stories of config/scenarios, each exported by the simulators and judged by 'gateway replay': did it end in the tier the rule packs
state, by the rules that should decide, at the right time? Python standard library only.

  demo_scenarios.py --gateway FILE --simulator FILE --folder FOLDER --out FILE [--configs FOLDER] [--stories FOLDER]
"""
import argparse
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone

TIERS = ["none", "blue", "yellow", "orange", "red"]
START = datetime(2026, 1, 5, tzinfo=timezone.utc)


def span(text):
    """[d.]hh:mm:ss, as .NET writes it."""
    days, _, clock = text.rpartition(".") if text.count(".") == 1 and text.index(".") < text.index(":") else ("0", "", text)
    hours, minutes, seconds = clock.split(":")
    return timedelta(days=int(days), hours=int(hours), minutes=int(minutes), seconds=float(seconds))


def after(line):
    """Time of a transition since the start of the samples."""
    text = line["time"].rstrip("Z")
    whole, _, part = text.partition(".")
    return datetime.fromisoformat(whole).replace(tzinfo=timezone.utc) - START + timedelta(seconds=float("0." + (part or "0")))


def told(moment):
    """[d.]hh:mm:ss, whole seconds."""
    seconds = int(moment.total_seconds())
    days = f"{seconds // 86400}." if seconds >= 86400 else ""
    return f"{days}{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def replay(options, name):
    """Exports and judges one story: (its transitions, what went wrong)."""
    samples, transitions = (os.path.join(options.folder, name + end) for end in (".csv", ".jsonl"))
    for command in (
        [options.simulator, "export", os.path.join(options.stories, name + ".json"), "--start", START.strftime("%Y-%m-%dT%H:%M:%SZ"), "--output", samples],
        [options.gateway, "replay", "--config", os.path.join(options.configs, name + ".json"), "--input", samples, "--output", transitions],
    ):
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            return [], [f"{os.path.basename(command[0])} {command[1]}: {(done.stderr or done.stdout).strip()[:800]}"]
    with open(transitions, encoding="utf-8") as file:
        return [json.loads(line) for line in file], []


def first_of(raised):
    """The first raise of each tier, gravest first."""
    found = {}
    for line in raised:
        found.setdefault(line["tier"], line)
    return [shown(found[tier]) for tier in reversed(TIERS) if tier in found]


def shown(line):
    return {
        "tier": line["tier"], "at": told(after(line)), "time": line["time"], "point": line["point"], "rule": line["rule"],
        "explanation": line["explanation"],
    }


def check(expected, raised, reached):
    """What is not as stated: (decisions found, complaints)."""
    wrong = [] if reached == expected["tier"] else [f"ended in {reached}, not in {expected['tier']}"]
    decided = []
    for wanted in expected["raised"]:
        line = next((r for r in raised if (r["tier"], r["point"], r["rule"]) == (wanted["tier"], wanted["point"], wanted["rule"])), None)
        if line is None:
            wrong.append(f"{wanted['rule']} was not raised at {wanted['point']}")
        elif abs(after(line) - span(wanted["at"])) > span(wanted["within"]):
            wrong.append(f"{wanted['rule']} came at {told(after(line))}, not at {wanted['at']} (+-{wanted['within']})")
        elif not all(line["explanation"].get(language, "").strip() for language in ("zh", "en")):
            wrong.append(f"{wanted['rule']} explains nothing")
        else:
            decided.append(shown(line))
    return decided, wrong


def judge(options, expected):
    transitions, wrong = replay(options, expected["scenario"])
    raised = [line for line in transitions if line["reason"].startswith("raised")]
    reached = max((line["tier"] for line in raised), key=TIERS.index, default="none")
    decided, unlike = ([], []) if wrong else check(expected, raised, reached)
    return {
        "scenario": expected["scenario"], "tier": reached, "expected": expected["tier"], "asExpected": not wrong + unlike, "because": expected["because"],
        "firstOfEachTier": first_of(raised), "decidedBy": decided, "complaints": wrong + unlike,
    }


def tell(result):
    times = "  ".join(f"{line['tier']} {line['at']}" for line in reversed(result["firstOfEachTier"]))
    print(f"{'ok  ' if result['asExpected'] else 'FAIL'} {result['scenario']:<17} {result['tier']:<7} {times}", flush=True)
    gravest = [line for line in result["decidedBy"] if line["tier"] == result["tier"]][:1]
    for language in ("zh", "en"):
        for line in gravest:
            print(f"       {line['explanation'][language].strip()}", flush=True)
    for complaint in result["complaints"]:
        print(f"demo scenarios: {result['scenario']}: {complaint}", file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gateway", required=True)
    parser.add_argument("--simulator", required=True)
    parser.add_argument("--folder", required=True, help="where samples and transitions go")
    parser.add_argument("--out", required=True, help="results as JSON")
    parser.add_argument("--configs", default="config/scenarios")
    parser.add_argument("--stories", default="simulators/scenarios")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    with open(os.path.join(options.configs, "expected.json"), encoding="utf-8") as file:
        expected = json.load(file)["scenarios"]
    results = [judge(options, one) for one in expected]
    for result in results:
        tell(result)
    with open(options.out, "w", encoding="utf-8") as file:
        json.dump(results, file, indent=2, ensure_ascii=False)
        file.write("\n")
    return 0 if results and all(result["asExpected"] for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
