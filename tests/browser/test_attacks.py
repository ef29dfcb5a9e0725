"""Hostile posts in a real browser: nothing runs, nothing is asked for, nothing is covered or swallowed."""

import re
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from blogarchive.export.to_html import render
from blogarchive.text.sanitise import clean
from tests.browser.chromium import Tab
from tests.browser.samples import hostile
from tests.browser.spy import Spy
from tests.export.snapshots import make_comment, make_snapshot
from tests.text.attacks import ATTACKS, HOME

pytestmark = pytest.mark.browser

_CANARY = """(() => {
  const gone = "iframe,object,embed,form,base,meta[http-equiv=refresh],body link,body style,math,template";
  const canary = document.getElementById("c-comment-2-canary");
  const box = canary && canary.getBoundingClientRect();
  const bad = [], wrong = /^on|^style$|^srcdoc$|^action$|^formaction$|^ping$|^srcset$|^background$/i;
  if (!box || !box.height || canary.textContent !== "Still here.") bad.push("canary lost");
  if (canary && !document.querySelector("main > #comments").contains(canary)) bad.push("canary elsewhere");
  if (!document.querySelector("body > .colophon")) bad.push("broken out");
  if (document.querySelectorAll("body > *").length !== 6) bad.push("in the body: " + [...document.body.children].map(e => e.tagName));
  for (const e of document.querySelectorAll("body *")) {
    for (const a of e.attributes) if (wrong.test(a.name)) bad.push(e.tagName + " " + a.name);
    if (["fixed", "sticky"].includes(getComputedStyle(e).position)) bad.push("covers: " + e.tagName);
  }
  for (const e of document.querySelectorAll("a[href]")) if (!["https:", "http:", "mailto:", "file:"].includes(e.protocol)) bad.push(e.href);
  for (const e of document.querySelectorAll(gone)) bad.push(e.tagName);
  if (document.querySelectorAll("script").length !== 2) bad.push("scripts");
  try { JSON.parse(document.getElementById("blogarchive").textContent) } catch (error) { bad.push("data: " + error) }
  document.querySelectorAll("details").forEach(d => d.open = true);
  document.querySelectorAll("main a, main summary, main button").forEach(e => {
    if (e.tagName !== "A" || !/^https?:|^mailto:/.test(e.protocol)) e.click();
    for (const kind of ["focus", "pointerenter", "mouseover", "toggle"]) e.dispatchEvent(new Event(kind));
  });
  return bad.join("; ");
})()"""


@pytest.mark.parametrize("name", ATTACKS)
def test_harmless_even_without_the_policy(name: str, tab: Tab, tmp_path: Path) -> None:
    """The sanitiser alone holds: the Content-Security-Policy is taken out of the page."""
    page = "".join(render(hostile(ATTACKS[name])))
    page, found = re.subn(r'<meta http-equiv=Content-Security-Policy content="[^"]*">', "", page)
    assert found == 1
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    seen = tab.open(path.as_uri(), settle=0.03)
    assert tab.evaluate(_CANARY) == ""
    after = tab.watch(0.03, own=path.as_uri())
    assert (seen.requests, seen.dialogs, after.requests, after.dialogs) == ([], [], [], [])


def test_harmless_all_together(tab: Tab, tmp_path: Path) -> None:
    """All attacks as the comments of one post, the policy in place: not even a message in the console."""
    comments = [
        make_comment(number, attack, attack, html=clean(attack, "https://blog.example/"), url=attack)
        for number, attack in enumerate(ATTACKS.values(), 10)
    ]
    canary = make_comment(2, "Canary", "Still here.", html='<p id="c-canary">Still here.</p>')
    path = tmp_path / "page.html"
    path.write_text("".join(render(make_snapshot(*comments, canary))), encoding="utf-8")
    seen = tab.open(path.as_uri())
    assert tab.evaluate(_CANARY) == ""
    assert (seen.requests, seen.console, seen.dialogs) == ([], [], [])


def test_the_policy_alone_stops_scripts(tab: Tab, tmp_path: Path) -> None:
    """Were the sanitiser to fail, the policy would still hold: raw attacks, put in after the export, run nothing and reach nobody."""
    page = "".join(render(make_snapshot(make_comment(1, text="MARK"))))
    chosen = (attack for name, attack in ATTACKS.items() if not name.startswith(("break", "home-meta", "mutation")))
    with ThreadingHTTPServer(("127.0.0.1", 0), Spy) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}/spy"
        path = tmp_path / "page.html"
        path.write_text(page.replace("<p>MARK</p>", "".join(chosen).replace(HOME, home)), encoding="utf-8")
        seen = tab.open(path.as_uri(), settle=0.5)
        server.shutdown()
    assert (seen.dialogs, Spy.asked) == ([], [])
