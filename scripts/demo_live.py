"""A page on the live hub of the center (SignalR, JSON protocol, over a WebSocket): notes the moment each warning reaches it.
Python standard library only; the few frames a hub sends are read here."""
import base64
import json
import os
import socket
import struct
import sys
import threading
import time
import urllib.parse

END = b"\x1e"  # ends each SignalR message
PING = json.dumps({"type": 6}).encode() + END
TEXT, CLOSE, WS_PING, WS_PONG = 1, 8, 9, 10
PING_EVERY_S = 5


class LiveClient(threading.Thread):
    """Stays on the hub until it is stopped; a lost connection is noted and made anew."""

    def __init__(self, center):
        super().__init__(daemon=True)
        self.center = center
        self.seen = {}  # key of a warning -> seconds since 1970 when it arrived here
        self.connects = 0
        self.skipped = 0  # messages of the hub that say: ask the API again
        self.connected = threading.Event()
        self._ending = False

    def stop(self):
        self._ending = True

    def run(self):
        while not self._ending:
            try:
                self._stay()
            except (OSError, ValueError, EOFError) as error:
                if not self._ending:
                    print(f"live: connection lost: {error}", file=sys.stderr, flush=True)
                    time.sleep(0.2)

    def _stay(self):
        address = urllib.parse.urlsplit(self.center.address)
        with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
            stream = connection.makefile("rb")
            self._open(connection, stream, address)
            self._send(connection, json.dumps({"protocol": "json", "version": 1}).encode() + END)
            self.connects += 1
            pinging = threading.Event()
            threading.Thread(target=self._ping, args=(connection, pinging), daemon=True).start()
            try:
                rest = b""
                while not self._ending:
                    rest = self._take(rest + self._frame(connection, stream), time.time())
            finally:
                pinging.set()

    def _open(self, connection, stream, address):
        key = base64.b64encode(os.urandom(16)).decode()
        request = (f"GET /live HTTP/1.1\r\nHost: {address.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nCookie: {self.center.cookie}\r\n\r\n")
        connection.sendall(request.encode())
        status = stream.readline().decode(errors="replace")
        if " 101 " not in status:
            raise OSError("the hub answered " + status.strip())
        while stream.readline().strip():
            pass

    def _ping(self, connection, ended):
        # Without word from its client the hub gives it up after 30 s.
        while not ended.wait(PING_EVERY_S):
            try:
                self._send(connection, PING)
            except OSError:
                return

    @staticmethod
    def _send(connection, payload, kind=TEXT):
        # Clients mask what they send; the mask is no secret.
        mask = os.urandom(4)
        length = struct.pack("!B", 0x80 | len(payload)) if len(payload) < 126 else struct.pack("!BH", 0x80 | 126, len(payload))
        connection.sendall(struct.pack("!B", 0x80 | kind) + length + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload)))

    def _frame(self, connection, stream):
        """Payload of the next frame of text, whole or a part."""
        while True:
            first, second = self._exactly(stream, 2)
            length = second & 0x7F
            if length == 126:
                length = struct.unpack("!H", self._exactly(stream, 2))[0]
            elif length == 127:
                length = struct.unpack("!Q", self._exactly(stream, 8))[0]
            payload, kind = self._exactly(stream, length), first & 0x0F
            if kind == CLOSE:
                raise EOFError("the hub closed the connection")
            if kind == WS_PING:
                self._send(connection, payload, WS_PONG)
            elif kind != WS_PONG:
                return payload

    @staticmethod
    def _exactly(stream, count):
        found = stream.read(count)
        if len(found) < count:
            raise EOFError("the connection ended")
        return found

    def _take(self, text, now):
        *messages, rest = text.split(END)
        for message in messages:
            self._note(json.loads(message), now)
        return rest

    def _note(self, message, now):
        if message.get("type") == 7:
            raise EOFError("the hub ended the connection: " + str(message.get("error")))
        if not message:
            self.connected.set()  # the answer to the handshake
        if message.get("target") != "change":
            return
        for change in message.get("arguments", []):
            if change.get("kind") == "live.skipped":
                self.skipped += 1
            if change.get("warning"):
                self.seen.setdefault(change["warning"]["key"], now)
