"""How fast fitdecode reads FIT files, for comparison: prints {"files": {name: MB/s}} as JSON."""

import json
import sys
import time
from pathlib import Path

import fitdecode


def rate(path: Path, seconds: float) -> float:
    size, rounds, begun = path.stat().st_size, 0, time.perf_counter()
    while time.perf_counter() - begun < seconds or rounds == 0:
        with fitdecode.FitReader(str(path)) as reader:
            for frame in reader:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                    for field in frame.fields:
                        field.value
        rounds += 1
    return size * rounds / (time.perf_counter() - begun) / 1e6


if __name__ == "__main__":
    print(json.dumps({"files": {Path(name).name: rate(Path(name), 2.0) for name in sys.argv[1:]}}))
