"""Talks to the warning center as a person's browser does: session cookie and token for changes. Python standard library only."""
import json
import threading
import urllib.error
import urllib.parse
import urllib.request


class Refused(Exception):
    """The center said no: status, code and what it gave as reason."""

    def __init__(self, method, path, status, body):
        super().__init__(f"{method} {path}: HTTP {status} {body[:600]}")
        self.status = status


class Center:
    """One signed-in account. Safe to use from several threads."""

    def __init__(self, address):
        self.address = address.rstrip("/")
        self.cookie = None
        self.csrf = None
        self._lock = threading.Lock()

    def get(self, path, **query):
        query = {name: value for name, value in query.items() if value is not None}
        return self._send("GET", path + ("?" + urllib.parse.urlencode(query) if query else ""), None, None)

    def post(self, path, body=None):
        return self._send("POST", path, json.dumps(body if body is not None else {}).encode(), "application/json")

    def put(self, path, body):
        return self._send("PUT", path, json.dumps(body).encode(), "application/json")

    def post_text(self, path, text, kind):
        return self._send("POST", path, text.encode(), kind)

    def sign_in(self, account, password):
        self._began(self.post("session", {"account": account, "password": password}))

    def set_up(self, code, account, password, name):
        self._began(self.post("setup", {"code": code, "account": account, "password": password, "name": name}))

    def choose_password(self, old, new):
        self._began(self.post("session/password", {"old": old, "new": new}))

    def pages(self, path, **query):
        """All rows of a list that comes in pages."""
        found, after = [], None
        while True:
            page = self.get(path, limit=200, after=after, **query)
            found += page["items"]
            after = page["next"]
            if not after:
                return found

    def _began(self, session):
        self.csrf = session["csrf"]

    def _send(self, method, path, body, kind):
        request = urllib.request.Request(f"{self.address}/api/v1/{path}", data=body, method=method)
        if kind:
            request.add_header("Content-Type", kind)
        with self._lock:
            if self.cookie:
                request.add_header("Cookie", self.cookie)
            if self.csrf and method != "GET":
                request.add_header("X-Csrf-Token", self.csrf)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                self._keep(answer.headers.get_all("Set-Cookie") or [])
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise Refused(method, path, error.code, error.read().decode(errors="replace")) from None
        return json.loads(text) if text else None

    def _keep(self, cookies):
        with self._lock:
            for cookie in cookies:
                self.cookie = cookie.split(";", 1)[0]
