"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const section = $("comments"), bar = section && section.querySelector(".tools");
  if (!bar) return;
  const find = $("find"), who = $("who"), order = $("order"), fold = $("fold"), next = $("next"), shown = $("shown");
  const top = section.querySelector("ol");
  const items = [...top.querySelectorAll("li[itemprop]")].map((li) => ({ li, parent: li.parentNode }));
  const time = (item) => (item.time ??= item.li.querySelector(":scope > a > time")?.dateTime ?? "");
  const name = (item) => (item.name ??= item.li.querySelector(".h-card").textContent);
  const words = (item) => [...item.li.children].filter((part) => part.tagName !== "OL").map((part) => part.textContent).join(" ");
  const fresh = { who: "", find: "", order: "thread" };
  let state = { ...fresh }, texts = null, nested = true;

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /* What is added to comments comes when the page has been shown, some hundred at a time: an arrow to the original address where
     that is the post's with the same #…, which the file does not repeat; a button to fold the answers below. */
  const origin = document.querySelector("link[rel=canonical]");
  const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 1));
  const answers = (li) => (li.lastElementChild.tagName === "OL" ? li.lastElementChild : null);
  function decorate(from) {
    for (const { li } of items.slice(from, from + 300)) {
      const here = li.querySelector(":scope > a[href^='#'].u-url"), list = answers(li);
      if (origin && here) {
        const there = document.createElement("a");
        there.href = `${origin.href}#${li.id}`;
        there.rel = "noopener noreferrer nofollow";
        there.textContent = "↗";
        here.after(" ", there);
      }
      if (list) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "toggle";
        button.setAttribute("aria-label", bar.dataset.fold);
        button.addEventListener("click", () => setFold(list, !list.hidden));
        li.querySelector(":scope > :is(p, div)").before(button);
        list.button = button;
        setFold(list, list.hidden);
      }
    }
    if (from + 300 < items.length) later(() => decorate(from + 300));
  }
  function setFold(list, hide) {
    list.hidden = hide;
    if (!list.button) return;
    list.button.setAttribute("aria-expanded", String(!hide));
    list.button.textContent = hide ? `+${list.querySelectorAll("li[itemprop]").length}` : "−";
  }
  function foldAll(hide) {
    for (const list of top.querySelectorAll("li[itemprop] > ol")) setFold(list, hide);
    if (fold) fold.setAttribute("aria-pressed", String(hide));
  }

  function arrange() {
    if (state.order === "thread") {
      if (!nested) for (const { li, parent } of items) parent.append(li);
    } else {
      const sign = state.order === "newest" ? -1 : 1;
      const rank = new Map(items.map((item, index) => [item, index]));
      const sorted = [...items].sort((a, b) => sign * (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : rank.get(a) - rank.get(b)));
      top.append(...sorted.map(({ li }) => li));
    }
    nested = state.order === "thread";
    section.classList.toggle("flat", !nested);
  }
  function filter() {
    const wanted = plain(state.find.trim());
    if (wanted && !texts) texts = new Map(items.map((item) => [item, plain(words(item))]));
    let count = 0;
    for (const item of items) {
      const fits = (!state.who || name(item) === state.who) && (!wanted || texts.get(item).includes(wanted));
      item.li.classList.toggle("unfit", !fits);
      item.li.dataset.fits = fits ? "1" : "";
      count += fits;
    }
    for (const { li } of [...items].reverse()) li.hidden = !li.dataset.fits && !(nested && answers(li)?.querySelector("[data-fits='1']"));
    const all = count === items.length;
    shown.textContent = all ? "" : shown.dataset.words.replace("{shown}", count).replace("{all}", items.length);
    if (!all && fold) foldAll(false);
  }
  function show() {
    if ((state.order === "thread") !== nested || state.order !== "thread") arrange();
    filter();
    find.value = state.find; who.value = state.who; order.value = state.order;
  }
  function keep() {
    const words = new URLSearchParams(Object.entries(state).filter(([key, value]) => value !== fresh[key]));
    history.replaceState(null, "", `#${words}`);
    show();
  }
  function fromAddress() {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      const words = new URLSearchParams(hash);
      for (const key of Object.keys(fresh)) state[key] = words.get(key) ?? fresh[key];
      if (!["thread", "oldest", "newest"].includes(state.order)) state.order = "thread";
      show();
      return;
    }
    const target = hash && $(decodeURIComponent(hash));
    if (!target || !top.contains(target)) return;
    if (target.hidden || target.closest("[hidden]") || target.classList.contains("unfit")) {
      state = { ...fresh, order: state.order };
      show();
      foldAll(false);
    }
    target.scrollIntoView();
  }

  find.addEventListener("input", () => { state.find = find.value; keep(); });
  who.addEventListener("change", () => { state.who = who.value; keep(); });
  order.addEventListener("change", () => { state.order = order.value; keep(); });
  if (fold) fold.addEventListener("click", () => foldAll(fold.getAttribute("aria-pressed") !== "true"));
  if (next) next.addEventListener("click", () => {
    const own = [...top.querySelectorAll(".by-author:not(.unfit)")].filter((li) => li.getClientRects().length);
    const here = document.activeElement, line = 40;
    const after = own.find((li) => li !== here && li.getBoundingClientRect().top > line) ?? own[0];
    if (!after) return;
    after.tabIndex = -1;
    after.focus({ preventScroll: true });
    after.scrollIntoView({ block: "start" });
  });
  /* What is said once about all times is told with each that has nothing else to tell. */
  const facts = section.querySelector(".known")?.dataset.facts;
  if (facts) top.addEventListener("mouseover", ({ target }) => {
    if (target.localName !== "time" || target.title || !target.dateTime) return;
    const figures = target.dateTime.replace("T", " ").replace(/ ([\d:]+)[-+Z].*/, " $1");
    target.title = target.textContent === figures ? facts : `${figures}${/^[-+(]/.test(facts) ? " " : " · "}${facts}`;
  });
  addEventListener("hashchange", fromAddress);
  bar.hidden = false;
  later(() => decorate(0));
  if (location.hash) fromAddress();
})();
