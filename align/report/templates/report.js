"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const entries = all(".d");
  const groups = all(".group");
  const homes = groups.map((group) => [group, all(".d", group)]);
  const flat = document.createElement("section");
  const wide = window.matchMedia("(min-width: 62rem)");
  let opened = null;

  // Without this script every directive stands open; with it, each opens when asked for.
  const setOpen = (entry, open) => {
    entry.querySelector("button").setAttribute("aria-expanded", String(open));
    entry.querySelector(".body").hidden = !open;
  };
  entries.forEach((entry) => setOpen(entry, false));

  const checked = (name) => new Set(all(`input[name=${name}]:checked`).map((box) => box.value));

  const filter = () => {
    const levels = checked("level");
    const outcomes = checked("outcome");
    const theme = $("theme").value;
    const words = $("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      const data = entry.dataset;
      const fits =
        (!levels.size || levels.has(data.level)) &&
        (!outcomes.size || outcomes.has(data.outcome)) &&
        (!theme || data.theme === theme) &&
        words.every((word) => data.hay.includes(word));
      entry.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const [group, members] of homes) group.hidden = members.every((entry) => entry.hidden);
    const output = $("shown");
    output.textContent = output.dataset.words.replace("{shown}", shown).replace("{total}", entries.length);
  };

  const order = () => {
    const worst = $("order").value === "worst";
    if (worst) {
      const sorted = entries.slice().sort((a, b) => a.dataset.rank - b.dataset.rank);
      flat.replaceChildren(...sorted);
      $("groups").replaceChildren(flat);
    } else {
      for (const [group, members] of homes) group.append(...members);
      $("groups").replaceChildren(...groups);
    }
  };

  const mark = (name, elements) => {
    all(`.${name}`).forEach((element) => element.classList.remove(name));
    elements.forEach((element) => element.classList.add(name));
  };

  const flash = (element) => {
    element.classList.remove("flash");
    void element.offsetWidth;
    element.classList.add("flash");
  };

  const show = (element) => element.scrollIntoView({ block: "center" });

  const goSentence = (id) => {
    const sentence = $(id);
    if (!sentence) return;
    show(sentence);
    sentence.focus({ preventScroll: true });
    flash(sentence);
  };

  const sentencesOf = (rule) => all(`#text .s`).filter((s) => s.dataset.r.split(" ").includes(rule));

  const select = (entry, follow) => {
    const rule = entry.id.slice(2);
    mark("current", [entry]);
    const sentences = sentencesOf(rule);
    mark("sel", sentences);
    const first = entry.querySelector(".todo .jump, .e .jump");
    const target = first ? $(first.getAttribute("href").slice(1)) : null;
    if (follow && wide.matches && target) {
      show(target);
      flash(target);
    }
  };

  const goDirective = (rule) => {
    const entry = $(`d-${rule}`);
    if (!entry) return;
    if (entry.hidden) {
      $("filters").reset();
      order();
      filter();
    }
    setOpen(entry, true);
    select(entry, false);
    entry.scrollIntoView({ block: "start" });
    entry.querySelector("button").focus({ preventScroll: true });
    flash(entry);
  };

  const close = (restore) => {
    $("why").hidden = true;
    if (!opened) return;
    opened.setAttribute("aria-expanded", "false");
    if (restore) opened.focus({ preventScroll: true });
    opened = null;
  };

  // The sentences of folded evidence stand in the plan alone; their pieces are told as lengths: 12,t4,20,c2.
  const marks = { t: "term", c: "cue", m: "means" };
  const fill = (paragraph) => {
    const text = $(`s-${paragraph.closest(".e").id.split("-").pop()}`).textContent;
    let at = 0;
    for (const piece of paragraph.dataset.cut.split(",")) {
      const [, kinds, length] = piece.match(/^([tcm]*)(\d+)$/);
      const words = text.slice(at, (at += Number(length)));
      if (!kinds) {
        paragraph.append(words);
        continue;
      }
      const marked = document.createElement("mark");
      marked.className = Array.from(kinds, (kind) => marks[kind]).join(" ");
      marked.textContent = words;
      paragraph.append(marked);
    }
    delete paragraph.dataset.cut;
  };
  const unfold = (element) => all(".q[data-cut]", element).forEach(fill);
  all("details.more").forEach((more) => more.addEventListener("toggle", () => unfold(more)));

  const card = (rule, sentence) => {
    const entry = $(`d-${rule}`);
    const source = $(`e-${rule}-${sentence}`);
    unfold(source);
    const item = document.createElement("li");
    const go = document.createElement("button");
    go.type = "button";
    go.className = "go";
    go.dataset.rule = rule;
    go.setAttribute("aria-label", `${$("why-list").dataset.go.replace("{id}", rule)} ${entry.querySelector(".t").textContent}`);
    go.append(entry.querySelector(".id").cloneNode(true), " ", entry.querySelector(".t").cloneNode(true));
    const head = document.createElement("p");
    head.append(go, " ", entry.querySelector(".badge").cloneNode(true));
    item.append(head);
    const copy = source.cloneNode(true);
    copy.querySelectorAll(".jump").forEach((link) => link.remove());
    item.append(...copy.childNodes);
    return item;
  };

  const explain = (sentence) => {
    if (opened === sentence) return close(true);
    close(false);
    opened = sentence;
    sentence.setAttribute("aria-expanded", "true");
    const number = sentence.id.slice(2);
    const rules = sentence.dataset.r.split(" ");
    $("why-list").replaceChildren(...rules.map((rule) => card(rule, number)));
    $("why").hidden = false;
    $("why").scrollTop = 0;
    return undefined;
  };

  document.addEventListener("click", (event) => {
    const target = event.target;
    const jump = target.closest(".jump");
    if (jump) {
      event.preventDefault();
      goSentence(jump.getAttribute("href").slice(1));
      return;
    }
    const toggle = target.closest(".d > h4 > button");
    if (toggle) {
      const entry = toggle.closest(".d");
      const open = toggle.getAttribute("aria-expanded") !== "true";
      setOpen(entry, open);
      if (open) select(entry, true);
      return;
    }
    const go = target.closest(".go");
    if (go) {
      goDirective(go.dataset.rule);
      return;
    }
    const sentence = target.closest("#text .s");
    if (sentence) explain(sentence);
  });

  document.addEventListener("keydown", (event) => {
    const sentence = event.target.closest && event.target.closest("#text .s");
    if (sentence && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      explain(sentence);
    } else if (event.key === "Escape" && !$("why").hidden) {
      close(true);
    } else if (event.key === "/" && !event.target.matches("input, select")) {
      event.preventDefault();
      $("search").focus();
    }
  });

  $("strip").addEventListener("click", (event) => {
    const box = $("strip").getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * 1000;
    const rects = all("rect[data-s]", $("strip"));
    if (!rects.length) return;
    const distance = (rect) => Math.abs(Number(rect.getAttribute("x")) - at);
    goSentence(`s-${rects.reduce((a, b) => (distance(b) < distance(a) ? b : a)).dataset.s}`);
  });

  $("why-close").addEventListener("click", () => close(true));
  $("filters").addEventListener("input", filter);
  $("order").addEventListener("change", () => {
    order();
    filter();
  });
  $("filters").addEventListener("reset", () => setTimeout(() => {
    order();
    filter();
  }));
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("print-plan").addEventListener("change", (event) => document.body.classList.toggle("with-plan", event.target.checked));
  filter();
  if (location.hash.startsWith("#d-")) goDirective(location.hash.slice(3));
  if (location.hash.startsWith("#s-")) goSentence(location.hash.slice(1));
})();
