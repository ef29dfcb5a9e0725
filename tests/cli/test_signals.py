"""Ends by signal: orderly, with the usual exit codes, and nothing half-written."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.blog import POST


@pytest.fixture
def listening() -> Iterator[None]:
    """A job in the background is started with SIGINT ignored, and so would be what it starts: only a handler of our own is not handed on."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_it_without_a_traceback(tmp_path: Path, number: signal.Signals, code: int) -> None:
    """Sent while it reads standard input that never ends."""
    command = [sys.executable, "-m", "blogarchive", "read", "-", "-f", "json", "-o", str(tmp_path / "out.json")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.write(POST.encode())
        process.stdin.flush()
        time.sleep(1.5)
        process.send_signal(number)
        _, complaint = process.communicate(timeout=20)
    assert process.returncode == code
    assert b"Traceback" not in complaint
    assert list(tmp_path.iterdir()) == []
