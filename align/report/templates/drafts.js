"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const entries = all(".d");

  // Without this script every change stands open; with it, each opens when asked for.
  const setOpen = (entry, open) => {
    entry.querySelector("button").setAttribute("aria-expanded", String(open));
    entry.querySelector(".body").hidden = !open;
  };
  entries.forEach((entry) => setOpen(entry, false));

  const filter = () => {
    const kinds = new Set(all("input[name=kind]:checked").map((box) => box.value));
    const theme = $("theme").value;
    const words = $("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      const data = entry.dataset;
      const fits =
        (!kinds.size || kinds.has(data.kind)) &&
        (!theme || data.theme === theme) &&
        words.every((word) => data.hay.includes(word));
      entry.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    const output = $("shown");
    output.textContent = output.dataset.words.replace("{shown}", shown).replace("{total}", entries.length);
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

  const show = (element) => {
    if (element) element.scrollIntoView({ block: "center", inline: "nearest" });
  };

  const sentences = (entry) => all(".jump", entry).map((link) => $(link.getAttribute("href").slice(1))).filter(Boolean);

  // Both texts go to the first sentence of the change, each in its own pane.
  const select = (entry, follow) => {
    const found = sentences(entry);
    mark("current", [entry]);
    mark("sel", found);
    if (!follow || !window.matchMedia("(min-width: 62rem)").matches) return;
    for (const side of ["o-", "n-"]) show(found.find((sentence) => sentence.id.startsWith(side)));
  };

  const goSentence = (id) => {
    const sentence = $(id);
    if (!sentence) return;
    show(sentence);
    sentence.focus({ preventScroll: true });
    flash(sentence);
  };

  const goChange = (sentence) => {
    const found = sentence.dataset.r.split(" ").map((rule) => $(`d-${rule}`));
    if (found.some((entry) => entry.hidden)) {
      $("filters").reset();
      filter();
    }
    found.forEach((entry) => setOpen(entry, true));
    select(found[0], false);
    found[0].scrollIntoView({ block: "start" });
    found[0].querySelector("button").focus({ preventScroll: true });
    // The other text follows, so that both wordings stand beside each other.
    const other = sentence.id.startsWith("o-") ? "n-" : "o-";
    const pair = all(".pair", found[0]).find((item) => item.querySelector(`a[href="#${sentence.id}"]`));
    const link = pair && all(".jump", pair).find((item) => item.getAttribute("href").startsWith(`#${other}`));
    if (link) show($(link.getAttribute("href").slice(1)));
  };

  document.addEventListener("click", (event) => {
    const target = event.target;
    const jump = target.closest(".jump");
    if (jump) {
      event.preventDefault();
      goSentence(jump.getAttribute("href").slice(1));
      return;
    }
    const toggle = target.closest(".d > h3 > button");
    if (toggle) {
      const entry = toggle.closest(".d");
      const open = toggle.getAttribute("aria-expanded") !== "true";
      setOpen(entry, open);
      if (open) select(entry, true);
      return;
    }
    const sentence = target.closest(".s[data-r]");
    if (sentence) goChange(sentence);
  });

  document.addEventListener("keydown", (event) => {
    const sentence = event.target.closest && event.target.closest(".s[data-r]");
    if (sentence && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      goChange(sentence);
    } else if (event.key === "/" && !event.target.matches("input, select")) {
      event.preventDefault();
      $("search").focus();
    }
  });

  $("filters").addEventListener("input", filter);
  $("filters").addEventListener("reset", () => setTimeout(filter));
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("marking").addEventListener("change", (event) => document.body.classList.toggle("marking", event.target.checked));
  filter();
})();
