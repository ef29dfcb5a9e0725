"""The lines and units of docs/cron.md, run as they stand there."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sync.blog import Blog, Said, page_of
from tests.sync.conftest import Keeper, environment, watched

DOCUMENT = (Path(__file__).parents[2] / "docs" / "cron.md").read_text("utf-8")
LINE = re.compile(r"(?:\S+\s+){5}(blogarchive .*)")


def blocks(language: str) -> list[str]:
    """The blocks of the document in a language."""
    return re.findall(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)


def command_lines() -> list[str]:
    """What the crontab lines run."""
    found = [LINE.fullmatch(line) for block in blocks("crontab") for line in block.splitlines()]
    return [match[1] for match in found if match]


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment as cron gives it, where `blogarchive` is this one and the archive is in its usual place."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "blogarchive"
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(os.pathsep.join(sys.path))} exec {shlex.quote(sys.executable)} -m blogarchive "$@"\n'
    )
    program.chmod(0o755)
    (tmp_path / ".local" / "state").mkdir(parents=True)
    (tmp_path / "backup").mkdir()
    return {"HOME": str(tmp_path), "PATH": f"{folder}:/usr/bin:/bin", "BLOGARCHIVE_DELAY": "0", "SHELL": "/bin/sh"}


def as_cron(line: str, home: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """cron's way: /bin/sh -c, next to no environment, no terminal."""
    return subprocess.run(
        ["/bin/sh", "-c", line],
        env=home,
        cwd=home["HOME"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the paths of the document are those of Linux")
def test_every_crontab_line_runs(tmp_path: Path, home: dict[str, str]) -> None:
    """Silent where all is well, and what was said since is in the archive afterwards."""
    lines = command_lines()
    assert len(lines) == 4
    keeper = Keeper(tmp_path / ".local" / "share" / "blogarchive" / "archive.db", now=datetime(2020, 1, 1, tzinfo=UTC))
    with Blog(page_of(1)) as blog:
        watched(keeper, blog)
        blog.pages["umbrella-1"].comments.append(Said(number=1099, text="A word for the crontab."))
        done = [
            as_cron(line.replace("https://blog.example/feed/", f"{blog.url}/feed/ --private"), home)
            for line in lines[:3]
        ]
        assert [(one.returncode, one.stdout, one.stderr) for one in done] == [(0, "", "")] * 3
        assert keeper.comments()["1099"] == "A word for the crontab."
        assert "sync: watched=1 due=1 " in (tmp_path / ".local" / "state" / "blogarchive.log").read_text("utf-8")
        assert (tmp_path / "backup" / "blogs.db").exists()
        if shutil.which("jq"):
            blog.pages["umbrella-1"].comments.append(Said(number=1100, text="A word for the mail."))
            keeper.now = datetime(2020, 2, 1, tzinfo=UTC)
            mailed = as_cron(lines[3].replace("sync ", "sync --all "), home)
            assert (mailed.returncode, mailed.stdout) == (0, "added: A word for the mail.\n"), mailed.stderr


def test_the_commands_of_the_document_are_understood() -> None:
    """Also those whose programs are not here."""
    for line in command_lines():
        words = [word for word in shlex.split(line) if word != "$HOME"]
        asked = subprocess.run(
            [sys.executable, "-m", "blogarchive", words[1], "--help"],
            capture_output=True,
            text=True,
            check=True,
            env=environment(Path("/")),
        )
        for option in (word for word in words if word.startswith("--")):
            assert option in asked.stdout, option


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_the_units_are_sound(tmp_path: Path) -> None:
    service, timer = blocks("ini")
    program = tmp_path / "blogarchive"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    (tmp_path / "blogarchive-sync.service").write_text(service.replace("%h/.local/bin/blogarchive", str(program)))
    (tmp_path / "blogarchive-sync.timer").write_text(timer)
    units = [str(tmp_path / f"blogarchive-sync.{kind}") for kind in ("service", "timer")]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *units],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    complaints = [line for line in done.stderr.splitlines() if "blogarchive-sync" in line]
    assert complaints == []
    calendar = re.search(r"OnCalendar=(.*)", timer)
    assert calendar
    subprocess.run(["systemd-analyze", "calendar", calendar[1]], capture_output=True, check=True)


PRIVATE = """
mount --bind {spool} /var/spool/cron && mount --bind /dev/null /etc/crontab 2>/dev/null
for folder in /etc/cron.d /var/run; do mkdir -p {empty}$folder; mount --bind {empty}$folder $folder 2>/dev/null; done
exec {cron} -f -L 15
"""
"""cron with tables of its own: in a mount namespace, so that the machine's are neither seen nor changed."""


def private_cron() -> str | None:
    """The system's cron, where it can be given tables of its own."""
    found = shutil.which("cron", path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None or os.geteuid() or not Path("/var/spool/cron").is_dir() or shutil.which("unshare") is None:
        return None
    return None if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode else found


@pytest.mark.live
@pytest.mark.skipif(os.environ.get("BLOGARCHIVE_LIVE") != "1", reason="takes a minute (BLOGARCHIVE_LIVE=1)")
def test_cron_itself(tmp_path: Path, home: dict[str, str]) -> None:
    """cron runs a line of the document at the next full minute."""
    if (cron := private_cron()) is None:
        pytest.skip("needs cron, root and mount namespaces")
    keeper = Keeper(tmp_path / ".local" / "share" / "blogarchive" / "archive.db", now=datetime(2020, 1, 1, tzinfo=UTC))
    table = tmp_path / "spool" / "crontabs" / "root"
    table.parent.mkdir(parents=True)
    line = command_lines()[0].replace("%", r"\%")
    settings = "".join(f"{name}={value}\n" for name, value in home.items())
    table.write_text(f"{settings}* * * * * {line}\n")
    table.chmod(0o600)
    with Blog(page_of(1)) as blog:
        watched(keeper, blog)
        blog.pages["umbrella-1"].comments.append(Said(number=1099, text="A word for cron."))
        script = PRIVATE.format(spool=tmp_path / "spool", empty=tmp_path / "empty", cron=cron)
        with subprocess.Popen(["unshare", "-m", "/bin/sh", "-c", script], stderr=subprocess.PIPE, text=True) as crond:
            until = time.monotonic() + 130
            while time.monotonic() < until and keeper.visits() < 2:
                time.sleep(1)
            crond.terminate()
            _, said = crond.communicate(timeout=10)
        assert "1099" in keeper.comments(), said
        time.sleep(1)
