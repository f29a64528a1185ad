"""The training commands as a person runs them, and the files that real watches wrote."""

import json
from pathlib import Path

from server import ROOT, environment, run

#: Fetched by scripts/test out of packages that carry them.
SAMPLES = ROOT / ".samples"
WATCH_FILES = SAMPLES / "sweat" / "examples" / "data"

#: The runner and the race of the README.
HALF = (
    "--race", "half", "--date", "2027-04-18", "--start", "2026-11-23", "--five-k", "24:30", "--weekly", "25",
)


def gofast(*arguments, cwd=ROOT, timeout=120, **env):
    return run("gofast", *arguments, cwd=cwd, timeout=timeout, env=environment(**env))


def told(*arguments, **options) -> str:
    """Standard output of a command that has to succeed."""
    done = gofast(*arguments, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def as_json(*arguments, **options):
    return json.loads(told(*arguments, **options))


def refused(*arguments, **options) -> str:
    """What a command says that has to refuse its input: exit code 2, nothing on standard output, no trace of a crash."""
    done = gofast(*arguments, **options)
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert done.stdout == ""
    assert "Fatal" not in done.stderr and "Swift/" not in done.stderr
    return done.stderr


def seconds(clock: str) -> float:
    """24:30 or 1:45:00 in seconds."""
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return total


def samples(*suffixes) -> list[Path]:
    files = [path for path in sorted(SAMPLES.rglob("*")) if path.suffix in suffixes]
    assert files, "scripts/test end fetches the sample files"
    return files
