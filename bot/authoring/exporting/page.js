"use strict";
// Without this script the page is the whole list. With it, words and topics narrow the list.
(() => {
  const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652]/g;
  const VOICED_KANA = /[\u3040-\u30ff][\u3099\u309a]/g;
  const UNDECOMPOSED = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ς: "σ" };
  const NOT_ASCII = /[^\0-\x7f]/;
  const APOSTROPHES = /['\u2018\u2019\u02bc\u00b4`]/g;
  const DASHES = /[\u2010-\u2015\u2212]/g;
  const CLUSTERS = /[^\p{M}\uff9e\uff9f][\p{M}\uff9e\uff9f]*|[\p{M}\uff9e\uff9f]+/gsu;
  const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu;
  const SHORT = /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{N}]{1,3}$/u;
  const IN_WORD = /[\p{L}\p{N}]/u;
  const HANGUL = /[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]/;
  const MOST_MARKED = 300;

  const $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // One width and case, no accents. Kana keep their voicing, which carries meaning; Hangul stay
  // taken apart, so that a syllable that is still being typed finds those it may become.
  const fold = (text) =>
    (NOT_ASCII.test(text) ? plain(text) : text.toLowerCase()).replace(APOSTROPHES, "");

  const plain = (text) =>
    text
      .replace(/[\u00b4\u2018\u2019]/g, "'")
      .normalize("NFKD")
      .replace(MARKS, "")
      .replace(VOICED_KANA, (pair) => pair.normalize("NFC"))
      .toUpperCase()
      .toLowerCase()
      .replace(DASHES, "-")
      .replace(/[øłđðþæœıς]/g, (letter) => UNDECOMPOSED[letter]);

  const termsOf = (query) =>
    fold(query)
      .split(/\s+/)
      .map((term) => term.replace(EDGES, ""))
      .filter(Boolean);

  // Up to three letters count only where a word begins: “us” is not in “because”.
  const placeOf = (text, term, from = 0) => {
    let at = text.indexOf(term, from);
    if (!SHORT.test(term)) return at;
    while (at > 0 && IN_WORD.test(text[at - 1])) at = text.indexOf(term, at + 1);
    return at;
  };
  const has = (text, term) => placeOf(text, term) >= 0;

  const readEntry = (node) => {
    const wordings = all(".phrasings li", node);
    const shown = [...all("h3 a", node), ...all("blockquote p", node)];
    const topics = node.dataset.topics.split(" ").filter(Boolean);
    return { node, topics, shown, wordings, asked: null };
  };

  // The texts are made comparable when somebody first looks for something.
  const index = (entry) => {
    if (entry.said) return;
    entry.said = entry.shown.map((element) => fold(element.textContent)).join("\n");
    entry.askedAs = entry.wordings.map((element) => fold(element.textContent));
    entry.text = [entry.said, ...entry.askedAs].join("\n");
  };

  const entries = all(".entry").map(readEntry);
  const parts = all(".part").map((node) => ({ node, entries: all(".entry", node) }));
  const words = $("words");
  const boxes = all(".chip input");
  const main = $("questions");
  const total = entries.length;

  const fits = (entry, terms, topics) => {
    if (!topics.every((topic) => entry.topics.includes(topic))) return false;
    if (terms.length) index(entry);
    return terms.every((term) => has(entry.text, term));
  };

  // Where the words stand in none of what is shown, the wording that holds most of them says why
  // the entry is there.
  const tellWording = (entry, terms) => {
    const hidden = terms.filter((term) => !has(entry.said, term));
    if (entry.asked) entry.asked.hidden = !hidden.length;
    if (!hidden.length) return;
    const held = entry.askedAs.map((text) => terms.filter((term) => has(text, term)).length);
    const best = entry.wordings[held.indexOf(Math.max(...held))];
    entry.asked ??= makeAsked(entry);
    entry.asked.hidden = false;
    entry.asked.lastChild.textContent = best.textContent;
    entry.asked.lastChild.lang = best.lang;
  };

  const makeAsked = (entry) => {
    const line = document.createElement("p");
    const caption = document.createElement("span");
    line.className = "asked";
    caption.className = "caption";
    caption.lang = "en";
    caption.textContent = "Also asked as";
    line.append(caption, " ", document.createElement("bdi"));
    entry.node.querySelector("h3").after(line);
    return line;
  };

  // The folded text, and for each of its signs where the one it came from begins and ends.
  const mapped = (text) => {
    let folded = "";
    const starts = [];
    const ends = [];
    for (const { 0: cluster, index: at } of text.matchAll(CLUSTERS)) {
      const signs = fold(cluster);
      folded += signs;
      for (let each = 0; each < signs.length; each += 1) {
        starts.push(at);
        ends.push(at + cluster.length);
      }
    }
    return { folded, starts, ends };
  };

  const maps = new WeakMap();
  const rangesIn = (element, terms) => {
    const node = element.firstChild;
    if (!node) return [];
    if (!maps.has(element)) maps.set(element, mapped(node.data));
    const { folded, starts, ends } = maps.get(element);
    const found = [];
    for (const term of terms) {
      let at = placeOf(folded, term);
      while (at >= 0) {
        const range = new Range();
        range.setStart(node, starts[at]);
        range.setEnd(node, ends[at + term.length - 1]);
        found.push(range);
        at = placeOf(folded, term, at + term.length);
      }
    }
    return found;
  };

  const mark = (visible, terms) => {
    if (!globalThis.CSS?.highlights || !globalThis.Highlight) return;
    const shown = visible.slice(0, terms.length ? MOST_MARKED : 0).flatMap((entry) => entry.shown);
    const ranges = shown.flatMap((element) => rangesIn(element, terms));
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  const count = (shown, filtered) => {
    const noun = total === 1 ? "question" : "questions";
    return filtered ? `${shown} of ${total} ${noun}` : `${total} ${noun}`;
  };

  const apply = () => {
    const terms = termsOf(words.value);
    const topics = boxes.filter((box) => box.checked).map((box) => box.value);
    const filtered = terms.length > 0 || topics.length > 0;
    const visible = [];
    for (const entry of entries) {
      const fit = fits(entry, terms, topics);
      if (entry.node.hidden === fit) entry.node.hidden = !fit;
      if (!fit) continue;
      visible.push(entry);
      if (terms.length) tellWording(entry, terms);
      else if (entry.asked) entry.asked.hidden = true;
    }
    for (const part of parts)
      part.node.hidden = filtered && part.entries.every((node) => node.hidden);
    for (const box of boxes)
      box.parentElement.querySelector(".number").textContent = visible.filter((entry) =>
        entry.topics.includes(box.value),
      ).length;
    main.classList.toggle("filtered", filtered);
    $("clear").hidden = !filtered;
    $("nothing").hidden = !filtered || visible.length > 0;
    $("count").textContent = count(visible.length, filtered);
    mark(visible, terms);
  };

  const showAll = () => {
    words.value = "";
    for (const box of boxes) box.checked = false;
    apply();
  };

  const startAgain = () => {
    showAll();
    words.focus();
  };

  // A link to a question or a section leads there, also where it is filtered out.
  const follow = () => {
    const target = location.hash.length > 1 && $(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.closest("[hidden], .filtered .readings")) return;
    showAll();
    target.scrollIntoView();
  };

  $("search").addEventListener("submit", (event) => event.preventDefault());
  words.addEventListener("input", (event) => {
    // Half a Japanese word is no word yet; half a Korean one is.
    if (!event.isComposing || HANGUL.test(event.data ?? "")) apply();
  });
  words.addEventListener("compositionend", apply);
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || !words.value) return;
    event.preventDefault();
    words.value = "";
    apply();
  });
  for (const box of boxes) box.addEventListener("change", apply);
  $("clear").addEventListener("click", startAgain);
  $("all").addEventListener("click", startAgain);
  addEventListener("hashchange", follow);

  $("contents").open = matchMedia("(min-width: 60rem)").matches;
  $("search").hidden = total === 0;
  apply();
  follow();
})();
