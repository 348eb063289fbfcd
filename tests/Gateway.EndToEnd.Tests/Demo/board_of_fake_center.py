"""Runs the closing proof of scripts/demo_board.py against a center that answers what the test has written down.

  board_of_fake_center.py SCRIPTS STATE.json WITNESS.log    prints the result as JSON
"""
import json
import sys
from datetime import datetime, timezone
from types import SimpleNamespace

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import demo_board  # noqa: E402


class FakeCenter:
    def __init__(self, answers):
        self.answers = answers

    def get(self, path, **_):
        return self.answers[path]

    def pages(self, path, **_):
        return self.answers[path]


with open(sys.argv[2], encoding="utf-8") as file:
    state = json.load(file)
demo_board.PATIENCE_S = 0
live = SimpleNamespace(seen=state["live"], skipped=0, connects=1)
proof = demo_board.Proof(FakeCenter(state["answers"]), live, datetime(2026, 1, 1, tzinfo=timezone.utc), ["demo"], [sys.argv[3]])
proof.ended = datetime(2026, 1, 1, 0, 1, tzinfo=timezone.utc)
print(json.dumps(proof.result(state["people"])))
