"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const box = document.querySelector(".find");
  if (!box) return;
  const input = $("find"), told = $("told"), list = $("results"), more = $("more"), browse = $("browse");
  const words = box.dataset;
  const STEP = 20, PLACES = 3, AROUND = 70, MOST = 24;

  /* The same rules as in site/folding.py; what one cuts the other must find. */
  const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g;
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", þ: "th", ς: "σ" };
  const U = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const RUNS = new RegExp(`[${U}]+|[^\\s${U}]+`, "gu"), UNSPACED = new RegExp(`^[${U}]`, "u"), LETTER = /[\p{L}\p{N}\p{M}]/u;
  const known = new Map();
  function fold(character) {
    let made = known.get(character);
    if (made === undefined) {
      const lower = character.normalize("NFKD").replace(MARKS, "").normalize("NFC").toLowerCase();
      made = "";
      for (const letter of lower) made += LETTERS[letter] ?? (LETTER.test(letter) ? letter : " ");
      known.set(character, made);
    }
    return made;
  }
  const folded = (text) => {
    let made = "";
    for (const character of text.normalize("NFC")) made += fold(character);
    return made;
  };
  const bucket = (word, count) => {
    let total = 0;
    for (const character of [...word].slice(0, UNSPACED.test(word) ? 1 : 2)) total = total * 31 + character.codePointAt(0);
    return total % count;
  };

  /* Files of the index are scripts that call shelf(name, content): nothing else may be loaded from the disk. */
  const waiting = new Map(), held = new Map();
  window.shelf = (name, content) => waiting.get(name)?.(content);
  function load(name, file) {
    if (!held.has(name)) {
      held.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.charset = "utf-8";
        script.src = `search/${encodeURIComponent(file)}.js`;
        waiting.set(name, resolve);
        script.onload = () => { script.remove(); reject(new Error(name)); };
        script.onerror = () => { held.delete(name); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return held.get(name);
  }

  /* Terms: [word, whether it may go on]; a quoted phrase also has to stand as it is in one text. */
  function parsed(query) {
    const asked = [], refused = [], phrases = [];
    for (const [, minus, phrase, word] of query.matchAll(/(-?)(?:["“”«»„]([^"“”«»„]*)["“”«»„]?|([^\s"“”«»„]+))/g)) {
      const runs = folded(phrase ?? word).match(RUNS) ?? [];
      const terms = runs.flatMap((run, at) => cut(run, phrase === undefined || at === runs.length - 1));
      (minus ? refused : asked).push(...terms);
      if (!minus && runs.length && (phrase !== undefined || runs.length > 1 || UNSPACED.test(runs[0]))) phrases.push(runs.join(" "));
    }
    return { asked, refused, phrases };
  }
  function cut(run, goesOn) {
    const letters = [...run];
    if (!UNSPACED.test(run)) return [[letters.slice(0, MOST).join(""), goesOn && letters.length > 1]];
    if (letters.length === 1) return [[run, true]];
    return letters.slice(1).map((letter, at) => [letters[at] + letter, false]);
  }

  /* The posts that have a word, or one that begins so, with their weights; a whole word weighs more than a beginning. */
  async function having([word, goesOn], index) {
    const number = bucket(word, index.buckets), table = await load(`w-${number}`, `w-${number}`), found = new Map();
    const entries = goesOn ? Object.keys(table).filter((key) => key.startsWith(word)) : Object.hasOwn(table, word) ? [word] : [];
    for (const key of entries) {
      let post = 0;
      for (const step of table[key]) {
        post += step >> 2;
        const weight = (1 + (step & 3)) * (key === word ? 2 : 1);
        if (weight > (found.get(post) ?? 0)) found.set(post, weight);
      }
    }
    return found;
  }
  async function search(query) {
    const { asked, refused, phrases } = parsed(query);
    if (!asked.length) return null;
    const index = await load("posts", "posts");
    const sets = await Promise.all(asked.map((term) => having(term, index)));
    const without = await Promise.all(refused.map((term) => having([term[0], false], index)));
    const scores = new Map();
    const [first, ...rest] = [...sets].sort((a, b) => a.size - b.size);
    for (const post of first.keys()) {
      if (!rest.every((set) => set.has(post)) || without.some((set) => set.has(post))) continue;
      let score = 0;
      for (const set of sets) score += set.get(post) * Math.log(1 + index.posts.length / set.size);
      scores.set(post, score);
    }
    const day = (post) => index.posts[post][2];
    const ranked = [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : a - b));
    return { posts: ranked.map((post) => index.posts[post]), terms: asked, phrases };
  }

  /* Where in a text the terms stand: [from, to, term], in places of the text itself. */
  function places(text, terms) {
    let plain = "", at = [], letters = [...text.normalize("NFC")], position = 0;
    for (const letter of letters) {
      const made = fold(letter);
      for (let n = 0; n < made.length; n++) at.push(position);
      plain += made;
      position += letter.length;
    }
    at.push(position);
    const spots = [];
    terms.forEach(([word, goesOn], term) => {
      for (let from = plain.indexOf(word); from >= 0; from = plain.indexOf(word, from + word.length)) {
        let to = from + word.length;
        const own = UNSPACED.test(word), begins = own || from === 0 || plain[from - 1] === " " || UNSPACED.test(plain[from - 1]);
        const ends = own || to === plain.length || plain[to] === " " || UNSPACED.test(plain.slice(to, to + 2));
        if (!begins || (!goesOn && !ends)) continue;
        if (!own) while (to < plain.length && plain[to] !== " ") to++;
        spots.push([at[from], at[to], term]);
      }
    });
    return { text: letters.join(""), plain, spots: spots.sort((a, b) => a[0] - b[0]) };
  }
  function snippet({ text, spots }) {
    const best = spots.reduce((found, spot) => {
      const kinds = new Set(spots.filter((other) => other[0] >= spot[0] && other[0] < spot[0] + 2 * AROUND).map((other) => other[2])).size;
      return kinds > found.kinds ? { kinds, spot } : found;
    }, { kinds: 0, spot: [0, 0] }).spot;
    let from = Math.max(0, best[0] - AROUND), to = Math.min(text.length, best[0] + 2 * AROUND);
    if (from) from = text.indexOf(" ", from) + 1 > best[0] || !text.slice(from, best[0]).includes(" ") ? from : text.indexOf(" ", from) + 1;
    const piece = document.createDocumentFragment();
    if (from) piece.append("… ");
    let done = from;
    for (const [start, end] of spots) {
      if (start < done || start >= to) continue;
      piece.append(text.slice(done, start));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      piece.append(mark);
      done = end;
    }
    to = Math.max(to < text.length && text.lastIndexOf(" ", to) > best[1] ? text.lastIndexOf(" ", to) : to, done);
    piece.append(text.slice(done, to).trimEnd());
    if (to < text.length) piece.append(" …");
    return piece;
  }

  function element(tag, content, attributes = {}) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, value);
    made.append(...[content].flat().filter(Boolean));
    return made;
  }
  const link = (page) => page.split("/").map(encodeURIComponent).join("/");

  /* One result: the post, and the pieces of it and of its comments in which most of the terms stand. null where a phrase is nowhere. */
  async function result([page, title, day, site], { terms, phrases }) {
    const name = page.slice(page.lastIndexOf("/") + 1).replace(/\.html$/, "");
    const passages = await load(`t-${name}`, `t-${name}`).catch(() => []);
    const spotted = passages.map(([anchor, who, text]) => ({ anchor, who, ...places(text, terms) }));
    const inNames = folded([title, site, ...passages.map((passage) => passage[1])].join(" . ")).replace(/\s+/g, " ");
    const here = ({ plain }, phrase) => plain.replace(/\s+/g, " ").includes(phrase);
    if (passages.length && !phrases.every((phrase) => inNames.includes(phrase) || spotted.some((passage) => here(passage, phrase)))) return null;
    const kinds = (passage) => new Set(passage.spots.map((spot) => spot[2])).size;
    const fitting = spotted.filter((passage) => passage.spots.length);
    fitting.sort((a, b) => phrases.filter((phrase) => here(b, phrase)).length - phrases.filter((phrase) => here(a, phrase)).length || kinds(b) - kinds(a));
    const pieces = fitting.slice(0, PLACES).map((passage) => {
      const said = passage.anchor && element("a", element("bdi", passage.who || "#"), { href: `${link(page)}#${encodeURIComponent(passage.anchor)}`, class: "who" });
      return element("p", [said, said && " ", snippet(passage)], { class: "snippet", dir: "auto" });
    });
    if (fitting.length > PLACES) pieces.push(element("p", words.morePlaces.replace("{count}", fitting.length - PLACES), { class: "facts" }));
    return element("li", [
      day ? element("time", day, { datetime: day }) : element("span", "–", { class: "no-day" }),
      element("a", title, { href: link(page), class: "title", dir: "auto" }),
      element("p", element("bdi", site), { class: "facts" }),
      ...pieces,
    ]);
  }

  let turn = 0, rest = [], current = null, count = 0;
  function tell(text) { told.textContent = text; }
  function clear() {
    list.replaceChildren();
    list.hidden = more.hidden = true;
    browse.hidden = false;
    tell("");
  }
  async function show(mine) {
    const some = rest.splice(0, STEP);
    const made = await Promise.all(some.map((post) => result(post, current)));
    if (mine !== turn) return;
    const fitting = made.filter(Boolean);
    count -= made.length - fitting.length;
    const first = fitting[0];
    list.append(...fitting);
    if (!fitting.length && rest.length) return show(mine);
    list.hidden = !list.children.length;
    more.hidden = !rest.length;
    tell(count === 0 ? words.nothingFound : words.foundPosts.replace("{count}", count));
    return first;
  }
  async function run() {
    const mine = ++turn, query = input.value.trim();
    const address = query ? `#q=${encodeURIComponent(query)}` : "#find";
    if (location.hash !== address && (query || location.hash)) history.replaceState(null, "", address);
    if (!query) return clear();
    try {
      const slow = setTimeout(() => mine === turn && tell(words.searching), 300);
      const found = await search(query).finally(() => clearTimeout(slow));
      if (mine !== turn) return;
      if (!found) return clear();
      rest = found.posts;
      current = found;
      count = rest.length;
      list.replaceChildren();
      browse.hidden = true;
      await show(mine);
    } catch {
      if (mine === turn) tell(words.indexMissing);
    }
  }

  let pause = 0;
  input.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(run, 120); });
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") { clearTimeout(pause); run(); } });
  more.addEventListener("click", async () => { (await show(turn))?.querySelector("a")?.focus(); });
  function fromAddress() {
    if (location.hash === "#find") { input.focus(); return; }
    const query = /^#q=(.*)/.exec(location.hash);
    if (!query) return;
    try { input.value = decodeURIComponent(query[1]); } catch { input.value = query[1]; }
    run();
  }
  addEventListener("hashchange", fromAddress);
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || document.activeElement === input) return;
    event.preventDefault();
    input.focus();
  });
  box.hidden = false;
  fromAddress();
})();
