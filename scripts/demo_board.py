"""What the center proves at the end of a demo: every warning the gateways sent is on the board, how long that took, who was called, and that
nothing of either site is missing. Python standard library only."""
import json
import time
from datetime import datetime, timezone

from demo_report import figures, instant, iso

PATIENCE_S = 40
PROBE_S = 0.5


def told(paths):
    """What the gateways published, as an independent subscriber saw it: key on the board -> moment of decision, seconds since 1970."""
    found = {}
    for path in paths:
        with open(path, encoding="utf-8", errors="replace") as file:
            for line in file:
                try:
                    message = json.loads(line.split(" ", 2)[2])
                    if message["type"] == "warning":
                        found[(message["site"], message["id"])] = instant(message["decidedTime"]).timestamp()
                except (IndexError, KeyError, ValueError, TypeError):
                    continue  # a line cut at the end of the file, or a message that is no warning
    return found


def identity(row):
    """Site and id at the gateway; the key of a row is site/edge/id."""
    return row["site"], row["key"].split("/", 2)[2]


class Proof:
    """Asks the center until everything is there or patience ends."""

    def __init__(self, center, live, started, sites, witnesses):
        self.center, self.live, self.started = center, live, started
        self.sites, self.witnesses = sites, witnesses
        self.ended = datetime.now(timezone.utc)  # simulators have ended: all of the run lies before this
        self.wrong = []

    def result(self, people):
        deadline = time.monotonic() + PATIENCE_S
        while True:
            self.wrong = []
            found = self._look(people)
            if not self.wrong or time.monotonic() > deadline:
                return {**found, "complaints": self.wrong}
            time.sleep(PROBE_S)

    def _look(self, people):
        rows = self.center.pages("warnings", **{"from": iso(self.started)})
        shown = {identity(row): row for row in rows}
        sent = told(self.witnesses)
        for site, number in sorted(set(sent) - set(shown))[:10]:
            self.wrong.append(f"warning {number} of {site} is not on the board")
        if not sent:
            self.wrong.append("the gateways sent no warning")
        cards = {card["id"]: card for card in self.center.get("sites")}
        for site in self.sites:
            self._check_site(cards.get(site), site)
        calls = self._calls()
        self._people(people)
        return {
            "sites": len(cards),
            "warningsSent": len(sent),
            "warningsShown": len(set(sent) & set(shown)),
            "incidents": len(self.center.pages("incidents")),
            **self._times([row for key, row in shown.items() if key in sent]),
            "calls": calls,
            "complete": self._complete(),
            **people,
        }

    def _check_site(self, card, site):
        if card is None:
            self.wrong.append(f"site {site} is not on the board")
        elif not card["placed"] or card["link"] != "online":
            self.wrong.append(f"site {site}: placed {card['placed']}, link {card['link']}")

    def _times(self, rows):
        """From the decision of the gateway to the commit of the center, and to the moment a page on the live hub has the row."""
        commit, live, between, unseen = [], [], [], 0
        for row in rows:
            decided = instant(row["decidedTime"]).timestamp()
            committed, seen = instant(row["receivedTime"]).timestamp(), self.live.seen.get(row["key"])
            commit.append((committed - decided) * 1000)
            if seen:
                live.append((seen - decided) * 1000)
                between.append((seen - committed) * 1000)
            else:
                unseen += 1
        # A page that was told to ask the API again has not missed anything.
        if unseen and not self.live.skipped:
            self.wrong.append(f"{unseen} warnings never reached the live page")
        return {
            "edgeToBoardMs": figures(live), "edgeToCommitMs": figures(commit), "commitToBoardMs": figures(between),
            "seenLive": len(live), "seenBy": "websocket", "liveConnects": self.live.connects,
        }

    def _calls(self):
        calls = self.center.get("calls")
        legs = [leg for call in calls for leg in call["legs"]]
        # Beyond the first step only those come that nobody, or too few, answered in time.
        escalated = [call for call in calls if any(leg["level"] >= 2 for leg in call["legs"])]
        if any(call["tier"] == "red" for call in calls) and not any(call["tier"] == "red" for call in escalated):
            self.wrong.append("no red call that nobody answered went on to the next level")
        if legs and not any(leg["answeredAt"] for leg in legs):
            self.wrong.append("nobody answered a call")
        if legs and not any(leg["deliveredAt"] for leg in legs):
            self.wrong.append("the provider's receipts of delivery did not count")
        return {
            "made": sum(1 for leg in legs if leg["sentAt"]),
            "answered": sum(1 for leg in legs if leg["answeredAt"]),
            "escalated": len(escalated),
            "highestLevel": max((leg["level"] for leg in legs), default=0),
            "incidentsCalledFor": len(calls),
        }

    def _complete(self):
        """Of the whole run of all sites, and proved beyond the moment the simulators ended."""
        complete = True
        for site in self.sites:
            found = self.center.get(f"sites/{site}/completeness", **{"from": iso(self.started)})
            proved = found["provedUpTo"] and instant(found["provedUpTo"])
            if not found["complete"] or not proved or proved < self.ended:
                complete = False
                gaps = "; ".join(f"{gap['from']} - {gap['to']} {gap['reason']['en']}" for gap in found["gaps"][:5])
                self.wrong.append(f"site {site} is not proved complete: up to {found['provedUpTo']}, gaps: {gaps or 'none'}")
        return complete

    def _people(self, people):
        missing = [name for name, done in people.items() if done is None]
        if missing and any(call["tier"] == "red" for call in self.center.get("calls")):
            self.wrong.append("people did not come to do: " + ", ".join(missing))
