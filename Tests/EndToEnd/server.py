"""The real server binary as a child process, and its API."""

import contextlib
import io
import os
import re
import signal
import socket
import subprocess
import time
import zipfile
from pathlib import Path

import httpx
import tomllib

ROOT = Path(__file__).resolve().parents[2]
#: What a process that went wrong leaves in its log.
BROKEN = re.compile(r"Fatal error|Illegal instruction|Segmentation|Crashed|Precondition failed|^\S+ (?:error|critical) ", re.M)


def binary() -> str:
    """The server to test: STARTLINE, or what was built last for release, or for debugging."""
    given = os.environ.get("STARTLINE")
    places = [given] if given else [f"{ROOT}/.build/release/startline", f"{ROOT}/.build/debug/startline"]
    for place in places:
        if os.access(place, os.X_OK):
            return os.path.abspath(place)
    raise RuntimeError(f"No server to test: build it, or set STARTLINE ({', '.join(places)})")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def environment(**more) -> dict:
    """The environment of a fresh machine: nothing of the developer's own settings gets in."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
    own = {"WEB_DIR": f"{ROOT}/Web", "POOLS_DIR": f"{ROOT}/pools"}
    return kept | own | {name: str(value) for name, value in more.items()}


def run(*arguments, cwd, timeout=60, env=None) -> subprocess.CompletedProcess:
    """Runs a command of the binary to its end."""
    return subprocess.run(
        [binary(), *map(str, arguments)],
        cwd=cwd,
        env=env or environment(),
        capture_output=True,
        text=True,
        timeout=timeout,
    )


class Server:
    """One server with data of its own, on a loopback port of its own."""

    def __init__(self, folder, seeds, options=("--dev-login",), env=None):
        self.folder = Path(folder)
        self.data = self.folder / "data"
        self.seeds = seeds
        self.options = list(options)
        self.env = env or {}
        self.port = free_port()
        self.log = self.folder / "server.log"
        self.process = None
        self.tokens = {}
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def sockets(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    def start(self, patience=30):
        command = [binary(), "serve", "--port", self.port, "--data", self.data, "--seeds", self.seeds, *self.options]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                cwd=self.folder,
                env=environment(**self.env),
                stdout=log,
                stderr=log,
                # A file that grows over a limit of a test is an error to the server, not a signal that ends it.
                restore_signals=False,
            )
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"The server ended with {self.process.returncode}:\n{self.log.read_text()}")
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(self.url + "/health", timeout=5, trust_env=False).status_code == 200:
                    return self
            time.sleep(0.02)
        self.kill()
        raise RuntimeError(f"The server did not answer within {patience} s:\n{self.log.read_text()}")

    def stop(self, patience=15) -> int:
        """Asks the server to end, as systemd does, and says how it ended."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        finally:
            self.process = None

    def kill(self):
        """Ends the server as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def check_log(self, since=0):
        text = self.log.read_text(errors="replace")[since:]
        found = BROKEN.search(text)
        assert found is None, f"The server's log tells of something broken:\n{text[max(0, found.start() - 500):][:3000]}"

    @property
    def log_size(self) -> int:
        return len(self.log.read_text(errors="replace"))

    # The API

    def client(self, name=None, role="user", **options) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.token(name, role)}"} if name else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=20, trust_env=False, **options)

    def token(self, name, role="user") -> str:
        """The API token of the development login."""
        if (name, role) not in self.tokens:
            with self.client() as anyone:
                answer = anyone.post("/api/auth/dev", json={"username": name, "role": role})
            assert answer.status_code == 200, answer.text
            self.tokens[name, role] = answer.json()["token"]
        return self.tokens[name, role]

    def browser_session(self, name, role="user") -> httpx.Client:
        """Signed in as a browser is: through the form, with a cookie."""
        client = httpx.Client(base_url=self.url, timeout=20, trust_env=False)
        page = client.get("/sign-in")
        csrf = re.search(r'name="csrf" value="([^"]+)"', page.text).group(1)
        answer = client.post("/sign-in/dev", data={"csrf": csrf, "username": name, "role": role, "return_to": "/"})
        assert answer.status_code == 303, answer.text
        return client

    def races(self) -> "RaceMaker":
        return RaceMaker(self)


class RaceMaker:
    """Makes races whose people have names nobody else has."""

    count = 0

    def __init__(self, server):
        self.server = server

    def make(self, *players, pool="tiny", release=True, plays=False, **fields) -> "Race":
        RaceMaker.count += 1
        return Race(self.server, RaceMaker.count, players, pool, release, plays, fields)


class Race:
    """A race over the API, as its organizer sees it."""

    def __init__(self, server, number, players, pool, release, plays, fields):
        self.server = server
        self.number = number
        self.organizer_name = f"organizer_{number}"
        self.organizer = server.client(self.organizer_name, "organizer")
        body = {"name": f"Race {number}", "pool_name": pool, "organizer_participates": plays, **fields}
        answer = self.organizer.post("/api/races", json=body)
        assert answer.status_code == 201, answer.text
        self.id = answer.json()["id"]
        self.participants = {}
        for player in players:
            self.add(player)
        if release:
            self.do("release-seeds")

    def name(self, player) -> str:
        return self.organizer_name if player == "organizer" else f"{player}_{self.number}"

    def add(self, player) -> str:
        self.server.token(self.name(player))
        answer = self.organizer.post(
            f"/api/races/{self.id}/participants", json={"twitch_username": self.name(player)}
        )
        assert answer.status_code == 201, answer.text
        self.participants[player] = answer.json()["participant"]["id"]
        return self.participants[player]

    def do(self, step, by=None, status=200) -> dict:
        client = self.client(by) if by else self.organizer
        answer = client.post(f"/api/races/{self.id}/{step}")
        assert answer.status_code == status, answer.text
        return answer.json()

    def start(self):
        return self.do("start")

    def detail(self) -> dict:
        answer = self.organizer.get(f"/api/races/{self.id}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def row(self, player) -> dict:
        wanted = self.name(player)
        return next(row for row in self.detail()["participants"] if row["user"]["twitch_username"] == wanted)

    def client(self, player) -> httpx.Client:
        role = "organizer" if player == "organizer" else "user"
        return self.server.client(self.name(player), role)

    def token(self, player) -> str:
        return self.server.token(self.name(player), "organizer" if player == "organizer" else "user")

    def pack(self, player) -> zipfile.ZipFile:
        with self.client(player) as client:
            answer = client.get(f"/api/races/{self.id}/my-seed-pack")
        assert answer.status_code == 200, answer.text
        return zipfile.ZipFile(io.BytesIO(answer.content))

    def mod_token(self, player) -> str:
        """The secret in the player's pack."""
        pack = self.pack(player)
        name = next(name for name in pack.namelist() if name.endswith("lib/speedfog_race.toml"))
        return tomllib.loads(pack.read(name).decode())["server"]["mod_token"]
