"""Clients of the live sockets: an old game mod, and a page that watches."""

import json
import threading
import time

from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import connect

import wire

PATIENCE = 10


class Live:
    """A connection that checks each frame it gets."""

    def __init__(self, url, headers=None, **options):
        self.opening = connect(
            url,
            additional_headers=headers,
            open_timeout=PATIENCE,
            ping_interval=None,
            proxy=None,
            compression=None,
            max_size=None,
            **options,
        )
        self.socket = self.opening.__enter__()
        self.texts = []
        self.seen = []

    def check(self, text) -> dict:
        raise NotImplementedError

    def send(self, type_name, **fields):
        self.socket.send(json.dumps({"type": type_name, **fields}))

    def send_text(self, text):
        self.socket.send(text)

    def receive(self, timeout=PATIENCE) -> dict:
        text = self.socket.recv(timeout=timeout)
        assert isinstance(text, str), f"A binary frame: {text!r}"
        self.texts.append(text)
        frame = self.check(text)
        self.seen.append(frame)
        return frame

    def expect(self, type_name, timeout=PATIENCE) -> dict:
        """The very next frame, which has to be of this type."""
        frame = self.receive(timeout)
        assert frame["type"] == type_name, f"Expected {type_name}, got {frame}"
        return frame

    def until(self, type_name, where=lambda frame: True, timeout=PATIENCE) -> dict:
        """The next frame of this type for which `where` holds; others before it are passed over."""
        deadline = time.monotonic() + timeout
        passed = []
        while (left := deadline - time.monotonic()) > 0:
            try:
                frame = self.receive(left)
            except TimeoutError:
                break
            if frame["type"] == type_name and where(frame):
                return frame
            passed.append(frame)
        raise AssertionError(f"No {type_name} within {timeout} s, but {[frame['type'] for frame in passed]}: {passed}")

    def collect(self, *types) -> list[dict]:
        """Frames up to and with the last of these types, which have to come in this order; others may stand between."""
        frames = []
        for type_name in types:
            while True:
                frames.append(self.receive())
                if frames[-1]["type"] == type_name:
                    break
        return frames

    def closed(self, timeout=PATIENCE) -> tuple[int, str]:
        """How the server ends the connection."""
        deadline = time.monotonic() + timeout
        try:
            while True:
                self.receive(max(0.001, deadline - time.monotonic()))
        except ConnectionClosed as end:
            assert end.rcvd is not None, "The connection broke off without a close frame"
            return end.rcvd.code, end.rcvd.reason
        except TimeoutError:
            raise AssertionError(f"Still open after {timeout} s; got {self.seen[-5:]}") from None

    def close(self):
        self.opening.__exit__(None, None, None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Mod(Live):
    """The game mod of v1.3.2: each frame has to be one it reads, and exactly what the old server would send."""

    def __init__(self, server, race_id, token=None):
        super().__init__(f"{server.sockets}/ws/mod/{race_id}")
        self.fences = 0
        if token is not None:
            self.send("auth", mod_token=token)

    def check(self, text):
        return wire.check_exact(wire.parse_as_mod(text), wire.TO_MODS)

    def joined(self) -> dict:
        """Reads what follows a good token, up to the leaderboard with this mod in it."""
        auth = self.expect("auth_ok")
        if auth["race"]["status"] == "running":
            self.expect("zone_update")
        self.id = auth["participant_id"]
        self.expect("leaderboard_update")
        return auth

    def fence(self) -> list[dict]:
        """What came up to now: everything before the answer to a message that nobody understands."""
        self.fences += 1
        word = f"fence_{self.fences}"
        self.send(word)
        frames = []
        while True:
            frame = self.receive()
            if frame["type"] == "error" and word in frame["message"]:
                return frames
            frames.append(frame)

    def error(self) -> str:
        """The next frame, which refuses something in words."""
        message = self.expect("error")["message"]
        assert message
        return message

    def own(self, frame) -> dict:
        return row_of(frame, self.id)


class Viewer(Live):
    """A page that watches."""

    def __init__(self, server, race_id, token=None, speaks=True, headers=None, **options):
        super().__init__(f"{server.sockets}/ws/race/{race_id}", headers, **options)
        if token is not None:
            self.send("auth", token=token)
        elif speaks:
            self.send("no_auth")

    def check(self, text):
        return wire.check_exact(wire.load(text), wire.TO_VIEWERS)

    def joined(self) -> dict:
        """Reads what every viewer gets first."""
        state = self.expect("race_state")
        self.expect("spectator_count")
        return state


def row_of(frame, participant_id) -> dict:
    rows = [frame["player"]] if frame["type"] == "player_update" else frame["participants"]
    return next(row for row in rows if row["id"] == participant_id)


class Recorder(threading.Thread):
    """A viewer that comes back after each lost connection and keeps everything it was told."""

    def __init__(self, server, race_id):
        super().__init__(daemon=True)
        self.server, self.race_id = server, race_id
        self.lock = threading.Lock()
        self.changed = threading.Condition(self.lock)
        #: One list of frames for each connection.
        self.connections = []
        self.problem = None
        self.ending = threading.Event()
        self.start()

    def run(self):
        try:
            while not self.ending.is_set():
                self.watch()
        except Exception as problem:  # Told by the test, which is on another thread.
            self.problem = problem
            with self.changed:
                self.changed.notify_all()

    def watch(self):
        try:
            viewer = Viewer(self.server, self.race_id)
        except (OSError, WebSocketException, TimeoutError, EOFError):
            # The server is away, or goes while it answers.
            self.ending.wait(0.02)
            return
        frames = []
        try:
            while not self.ending.is_set():
                try:
                    frame = viewer.receive(timeout=0.5)
                except TimeoutError:
                    continue
                with self.changed:
                    if not frames:
                        self.connections.append(frames)
                    frames.append(frame)
                    self.changed.notify_all()
        except (ConnectionClosed, OSError):
            pass
        finally:
            viewer.socket.close_socket()

    def wait_for(self, condition, timeout=30):
        """Waits until `condition(connections)` holds."""
        with self.changed:
            held = self.changed.wait_for(lambda: self.problem or condition(self.connections), timeout)
        if self.problem:
            raise self.problem
        assert held, "What was waited for did not come"

    def snapshot(self) -> list[list[dict]]:
        with self.lock:
            return [list(frames) for frames in self.connections]

    def stop(self):
        self.ending.set()
        self.join(10)
        if self.problem:
            raise self.problem
