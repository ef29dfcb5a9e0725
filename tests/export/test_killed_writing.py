"""`kill -9` in the middle of an export: the old file or the new one, never half of one."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

WRITER = """
import sys
from itertools import count
from pathlib import Path
from blogarchive.export.writing import write_atomically
for number in count():
    write_atomically(Path(sys.argv[1]), (f"{number}\\n" for _ in range(20_000)))
    print(number, flush=True)
"""


def test_kill9_export(tmp_path: Path) -> None:
    """Whenever it is killed, every line of the file is of one version, and no version that was reported is followed by an older one."""
    path = tmp_path / "out.csv"
    chance = random.Random(61)
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, encoding="utf-8"
        ) as process:
            assert process.stdout
            said = process.stdout.readline()
            time.sleep(chance.uniform(0, 0.1))
            process.send_signal(signal.SIGKILL)
            said = (process.stdout.readlines() or [said])[-1]
        lines = path.read_text("utf-8").splitlines()
        assert len(lines) == 20_000
        assert len(set(lines)) == 1
        assert int(lines[0]) >= int(said)
