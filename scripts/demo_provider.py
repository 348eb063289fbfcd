#!/usr/bin/env python3
"""An SMS and voice provider on this machine: takes messages, tells the center by signed receipts that they were delivered, and lets those people
answer who do so in the answers file. Python standard library only.

  demo_provider.py --port N --center URL --secret-file FILE --answers FILE
"""
import argparse
import hashlib
import hmac
import itertools
import json
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LARGEST = 64 * 1024
DELIVERY_S = 0.3
TRIES = 5


def read_json(path):
    """JSON with the // comments that our configuration allows on lines of their own."""
    with open(path, encoding="utf-8") as file:
        return json.loads("".join(line for line in file if not line.lstrip().startswith("//")))


class Provider(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, options):
        super().__init__(("127.0.0.1", options.port), Handler)
        self.center = options.center.rstrip("/")
        self.answers = read_json(options.answers)
        with open(options.secret_file, encoding="utf-8") as file:
            self.secret = file.readline().strip().encode()
        self.numbers = itertools.count(1)
        self.taken = {}
        self.lock = threading.Lock()

    def take(self, kind, message):
        """The number of the message; one that comes twice is one."""
        with self.lock:
            known = self.taken.get(message["id"])
            number = known or self.taken.setdefault(message["id"], f"{kind}-{next(self.numbers)}")
        if not known:
            threading.Thread(target=self.handle_message, args=(kind, message, number), daemon=True).start()
        return number

    def handle_message(self, kind, message, number):
        print(f"{kind} to {message['to']}: {message['text']}", flush=True)
        time.sleep(DELIVERY_S)
        self.tell(kind, {"event": "delivered", "id": message["id"]})
        answer = self.answers.get(message["to"])
        if answer:
            time.sleep(answer["afterSeconds"])
            self.tell(kind, {"event": "answered", "id": message["id"], "answer": answer["answer"]})

    def tell(self, kind, receipt):
        for attempt in range(TRIES):
            status = self.send(kind, receipt)
            if status is not None and status < 500:
                print(f"receipt {receipt['event']} {receipt['id']}: HTTP {status}", flush=True)
                return
            time.sleep(0.5 * 2**attempt)
        print(f"receipt {receipt['event']} {receipt['id']}: given up", file=sys.stderr, flush=True)

    def send(self, kind, receipt):
        """Status of the center's answer; None when there was none."""
        body, now = json.dumps(receipt).encode(), str(int(time.time()))
        signature = "sha256=" + hmac.new(self.secret, now.encode() + b"." + body, hashlib.sha256).hexdigest()
        headers = {"Content-Type": "application/json", "X-Gateway-Timestamp": now, "X-Gateway-Signature": signature}
        request = urllib.request.Request(f"{self.center}/api/v1/channels/demo-{kind}/receipts", data=body, headers=headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        kind, length = self.path.strip("/"), int(self.headers.get("Content-Length") or 0)
        if kind not in ("sms", "voice") or not 0 < length <= LARGEST:
            self.reply(404, {})
            return
        try:
            message = json.loads(self.rfile.read(length))
            message = {name: str(message[name]) for name in ("id", "to", "text")}
        except (ValueError, KeyError, TypeError):
            self.reply(400, {})
            return
        self.reply(200, {"receipt": self.server.take(kind, message)})

    def reply(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Connection", "close")  # HTTP/1.0 ends it anyway; unsaid, a client may send its next message on it and lose it
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format, *args):
        pass  # what was taken is told by the provider itself


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--center", required=True)
    parser.add_argument("--secret-file", required=True)
    parser.add_argument("--answers", required=True)
    with Provider(parser.parse_args()) as provider:
        provider.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
