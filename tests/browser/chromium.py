"""A real Chromium, driven by the DevTools protocol over a pair of pipes: no package and no port needed.

Protocol: https://chromedevtools.github.io/devtools-protocol/; with `--remote-debugging-pipe` the browser reads JSON messages from file
descriptor 3 and writes them to 4, each ended by a NUL byte.
"""

import json
import os
import select
import shutil
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, cast

Json: TypeAlias = dict[str, object]

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--font-render-hinting=none",
)
_LAUNCHER = (  # first out of the way of 3 and 4, then onto them
    "import os,sys,fcntl; r,w=[fcntl.fcntl(int(fd),fcntl.F_DUPFD,10) for fd in sys.argv[1:3]];"
    "os.dup2(r,3); os.dup2(w,4); os.execvp(sys.argv[3],sys.argv[3:])"
)
_PATIENCE = 60.0  # seconds for one answer of the browser


def chromium_path() -> str | None:
    """Where the browser is; None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class BrowserError(Exception):
    """The browser answered with an error, or not at all."""


@dataclass(slots=True)
class Seen:
    """What a page did: the addresses it asked for (its own left out), what it wrote to the console, the dialogs it opened."""

    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


class Browser:
    """The browser process. Use `running()`."""

    def __init__(self, process: subprocess.Popen[bytes], send: int, receive: int) -> None:
        self._process, self._send, self._receive = process, send, receive
        self._buffer = b""
        self._number = 0
        self.events: list[Json] = []

    def call(self, method: str, session: str | None = None, /, **params: object) -> Json:
        """Send a command and wait for its answer; events that come meanwhile are kept."""
        self._number += 1
        number = self._number
        message: Json = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._send, data) :]
        deadline = time.monotonic() + _PATIENCE
        while True:
            answer = self._next(deadline)
            if answer is None:
                raise BrowserError(f"{method}: no answer")
            if answer.get("id") == number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']}")
                return cast("Json", answer["result"])
            self.events.append(answer)

    def wait(self, method: str, session: str) -> None:
        """Wait until an event has come (since the last `events.clear()`)."""
        deadline = time.monotonic() + _PATIENCE
        while not any(event.get("method") == method and event.get("sessionId") == session for event in self.events):
            if (event := self._next(deadline)) is None:
                raise BrowserError(f"{method} did not come")
            self.events.append(event)

    def gather(self, seconds: float) -> None:
        """Take in events for a while."""
        deadline = time.monotonic() + seconds
        while (event := self._next(deadline)) is not None:
            self.events.append(event)

    def _next(self, deadline: float) -> Json | None:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._receive], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                return None
            data = os.read(self._receive, 1 << 20)
            if not data:
                raise BrowserError("the browser ended")
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        return cast("Json", json.loads(message))


class Tab:
    """One page of the browser."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self._target = cast("str", target)
        self._session = cast("str", browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, /, **params: object) -> Json:
        """A command for this page."""
        return self._browser.call(method, self._session, **params)

    def close(self) -> None:
        """Close the page."""
        self._browser.call("Target.closeTarget", targetId=self._target)

    def open(self, address: str, *, settle: float = 0.15) -> Seen:
        """Open an address, let it settle, and tell what it did. Dialogs are closed as they come."""
        self._browser.events.clear()
        self.call("Page.navigate", url=address)
        self._browser.wait("Page.loadEventFired", self._session)
        return self.watch(settle, own=address)

    def watch(self, seconds: float = 0.15, *, own: str = "") -> Seen:
        """What happened since the page was opened and within the next seconds."""
        self._browser.gather(seconds)
        seen = Seen()
        for event in list(self._browser.events):
            if event.get("sessionId") == self._session:
                self._note(event, seen, own)
        return seen

    def _note(self, event: Json, seen: Seen, own: str) -> None:
        params = cast("Json", event.get("params", {}))
        match event["method"]:
            case "Network.requestWillBeSent":
                url = str(cast("Json", params["request"])["url"])
                if url.partition("#")[0] != own.partition("#")[0] and not url.startswith("data:"):
                    seen.requests.append(url)
            case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown":
                seen.console.append(json.dumps(params)[:500])
            case "Log.entryAdded":
                entry = cast("Json", params["entry"])
                seen.console.append(f"{entry['text']} {entry.get('url', '')}")
            case "Page.javascriptDialogOpening":
                seen.dialogs.append(str(params.get("message")))
                with suppress(BrowserError):
                    self.call("Page.handleJavaScriptDialog", accept=True)

    def rest(self) -> None:
        """Wait until the page stands still: scrolling may take its time."""
        deadline = time.monotonic() + _PATIENCE
        before: object = None
        while (now := self.evaluate("new Promise(r => setTimeout(() => r(`${scrollX},${scrollY}`), 150))")) != before:
            if time.monotonic() > deadline:
                raise BrowserError("the page does not come to rest")
            before = now

    def evaluate(self, expression: str) -> object:
        """The value of a JavaScript expression (a promise is awaited)."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise BrowserError(json.dumps(answer["exceptionDetails"])[:800])
        return cast("Json", answer["result"]).get("value")

    def resize(self, width: int, height: int = 900, *, scale: float = 1.0) -> None:
        """Make the window so many CSS pixels wide and high."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 600,
        )

    def media(self, **features: str) -> None:
        """Pretend preferences: `prefers_color_scheme="dark"`."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", features=wanted)

    def press(self, key: str) -> None:
        """Press and release a key by its name (Tab, Enter)."""
        code: Mapping[str, int] = {"Tab": 9, "Enter": 13, "Escape": 27}
        for kind in ("keyDown", "keyUp"):
            text = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code[key], **text)

    def screenshot(self, *, whole: bool = False) -> bytes:
        """The window, or the whole page, as PNG."""
        return b64decode(str(self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]))

    def pdf(self) -> bytes:
        """The page as printed on A4."""
        size = {"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True, "printBackground": False}
        return b64decode(str(self.call("Page.printToPDF", **size)["data"]))


@contextmanager
def running(profile: Path) -> Iterator[Browser]:
    """A browser with a new profile in `profile`; ended when the block is left."""
    path = chromium_path()
    if path is None:
        raise BrowserError("no Chromium")
    to_browser, send = os.pipe()
    receive, from_browser = os.pipe()
    command = [sys.executable, "-c", _LAUNCHER, str(to_browser), str(from_browser), path, *_FLAGS]
    command += ["--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"]
    with (profile / "browser.log").open("wb") as log:
        process = subprocess.Popen(command, pass_fds=(to_browser, from_browser), stdout=log, stderr=log)
    os.close(to_browser)
    os.close(from_browser)
    browser = Browser(process, send, receive)
    try:
        yield browser
    finally:
        with suppress(BrowserError, OSError):
            browser.call("Browser.close")
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(send)
        os.close(receive)
