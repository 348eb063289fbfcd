#!/usr/bin/env python3
"""What people do at a warning center, done on its API: sets it up, makes the organisation and the roster, places both sites; a duty officer acknowledges
what comes from the first site, leaves the second alone so that its calls climb, confirms one accident, sends the first report and records a hidden
danger. On SIGTERM it proves what came of it (demo_board.py), writes that to --out and ends; the exit code says whether all of it was there.
Python standard library only.

  demo_people.py --center URL --code-file FILE --organisation FILE --ready FILE --out FILE --witness FILE [--witness FILE]
"""
import argparse
import json
import secrets
import signal
import sys
import threading
from datetime import datetime, timedelta, timezone

from demo_board import Proof
from demo_client import Center, Refused
from demo_live import LiveClient
from demo_report import iso

COUNTY = "demo-county"
HANDLED, LEFT_ALONE = "demo", "pit"
SITES = {
    HANDLED: {"unitId": "demo-plant", "name": {"zh": "演示厂区", "en": "Demonstration plant"}, "longitude": 110.02, "latitude": 30.01},
    LEFT_ALONE: {"unitId": "demo-pit", "name": {"zh": "演示露天矿", "en": "Demonstration open pit"}, "longitude": 110.11, "latitude": 30.07},
}
TURN_S = 0.5


def say(text):
    print(f"{datetime.now(timezone.utc):%H:%M:%S.%f}"[:-3] + " " + text, flush=True)


def password():
    return secrets.token_urlsafe(18)


def set_up(options):
    """The first account, the organisation, the places, the roster and an account for the duty officer: (administrator, duty officer)."""
    with open(options.code_file, encoding="utf-8") as file:
        code = file.read().strip()
    first = Center(options.center)
    first.set_up(code, "demo-first", password(), "管理员甲")
    with open(options.organisation, encoding="utf-8") as file:
        made = first.post_text("organisation/import", file.read(), "text/csv; charset=utf-8")
    say(f"organisation: {made['units']} units, {made['people']} people")
    for site, place in SITES.items():
        first.put(f"sites/{site}", {**place, "watched": True})
    people = {person["name"]: person["id"] for person in first.get("people")}
    put_on_roster(first, people)
    return first, officer_of(first, options.center, people)


def put_on_roster(center, people):
    now = datetime.now(timezone.utc)
    for start, hours in ((now - timedelta(hours=1), 24), (now + timedelta(hours=23), 24)):
        center.post("roster", {
            "unitId": COUNTY, "from": iso(start), "to": iso(start + timedelta(hours=hours)), "officers": [people["值班员甲"]], "leader": people["负责人甲"],
        })


def officer_of(first, address, people):
    made = first.post("accounts", {"id": "demo-duty", "role": "dutyOfficer", "scope": "/", "person": people["值班员甲"]})
    officer = Center(address)
    officer.sign_in("demo-duty", made["oneTimePassword"])
    officer.choose_password(made["oneTimePassword"], password())
    return officer


class Officer:
    """The duty officer at the console. What has been done stands in the fields; None = not yet."""

    def __init__(self, center):
        self.center = center
        self.acknowledged = set()
        self.accident = self.report = self.danger = None

    def done(self):
        return {"acknowledged": len(self.acknowledged) or None, "accident": self.accident, "firstReport": self.report, "danger": self.danger}

    def turn(self):
        for row in self.center.pages("incidents", site=HANDLED):
            if not row["acknowledgedAt"] and row["id"] not in self.acknowledged and row["state"] == "open":
                self.acknowledge(row)
            if self.accident is None and row["tier"] == "red" and row["family"] == "gas":
                self.confirm(row)
            if self.danger is None and row["tier"] in ("orange", "red") and row["family"] == "dust":
                self.record(row)
        if self.accident and self.report is None:
            self.send_first_report()

    def acknowledge(self, row):
        self.center.post(f"incidents/{row['id']}/acknowledge", {"remark": "已电话核实 / verified by telephone"})
        self.acknowledged.add(row["id"])
        say(f"acknowledged {row['id']} {row['tier']} {row['title']['en']}")

    def confirm(self, row):
        self.center.post(f"incidents/{row['id']}/accident", {"occurredAt": iso(datetime.now(timezone.utc)), "remark": "演示 / demonstration"})
        self.accident = row["id"]
        say(f"confirmed as accident: {row['id']} {row['title']['en']}")

    def send_first_report(self):
        clocks = [clock for clock in self.center.get("clocks") if clock["incident"] == self.accident and clock["kind"] == "first"]
        if not clocks:
            return
        clock = clocks[0]["id"]
        report = self.center.get(f"clocks/{clock}/report")
        texts = [{"id": heading["id"], "text": heading["text"] or "待核实"} for heading in report["headings"]]
        self.center.put(f"clocks/{clock}/report", {"headings": texts})
        sent = self.center.post(f"clocks/{clock}/send", {"noted": {"how": "传真 / fax", "receipt": "演示回执 1"}})
        self.report = sent["state"]
        say(f"first report of {clock}: {sent['state']}")

    def record(self, row):
        danger = self.center.post("dangers", {
            "incident": row["id"], "grade": "general", "title": "除尘风机停运时生产未联锁停机", "description": "风机停运后打磨仍在运行，灰斗升温。演示记录。",
        })
        self.danger = danger["id"]
        say(f"hidden danger {danger['id']} recorded from {row['id']}")


def work(officer, ending):
    """Until the end; what the center refuses now may go in the next turn, and stays visible in the log and in the report."""
    while not ending.wait(TURN_S):
        try:
            officer.turn()
        except (Refused, OSError) as error:
            say(f"not taken: {error}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--center", required=True)
    parser.add_argument("--code-file", required=True)
    parser.add_argument("--organisation", required=True)
    parser.add_argument("--ready", required=True, help="made when everything is set up and the live page is open")
    parser.add_argument("--out", required=True)
    parser.add_argument("--witness", required=True, action="append", help="warnings of a gateway as they came over the broker")
    options = parser.parse_args()
    ending = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ending.set())

    started = datetime.now(timezone.utc)
    _, desk = set_up(options)
    live = LiveClient(desk)
    live.start()
    if not live.connected.wait(15):
        say("the live hub did not answer")
        return 1
    with open(options.ready, "w", encoding="utf-8") as file:
        file.write("ready\n")
    officer = Officer(desk)
    work(officer, ending)

    found = Proof(desk, live, started, list(SITES), options.witness).result(officer.done())
    live.stop()
    with open(options.out, "w", encoding="utf-8") as file:
        json.dump(found, file, indent=2, ensure_ascii=False)
        file.write("\n")
    for complaint in found["complaints"]:
        print("demo center: " + complaint, file=sys.stderr, flush=True)
    return 1 if found["complaints"] else 0


if __name__ == "__main__":
    sys.exit(main())
