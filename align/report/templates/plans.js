"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const facts = JSON.parse($("facts").textContent);
  const rows = Array.from($("cells").rows);
  const cells = rows.map((row) => Array.from(row.cells).slice(1));
  const heads = Array.from($("heads").cells).slice(1);
  const ratios = Array.from($("ratios").cells).slice(1);
  const state = { rule: null, plan: null };
  const where = new Map();
  cells.forEach((line, rule) => line.forEach((cell, plan) => where.set(cell, [rule, plan])));
  let order = heads.map((_, plan) => plan);
  let tab = null;
  let proofs = null;

  // A cell's class tells its level: l3, or u3 where the directive does not bind.
  const depth = (cell) => Number(cell.className[1]);
  const level = (rule, plan) => (cells[rule][plan].className[0] === "u" ? -1 : depth(cells[rule][plan]));
  const theme = () => facts.themes.indexOf($("theme").value);
  const ratio = (plan) => facts.plans[plan].ratios.at(theme() < 0 ? -1 : theme());
  const group = (plan) => ($("group").value ? facts.plans[plan].columns[$("group").value] : "");

  const compare = {
    given: (a, b) => facts.plans[a].given - facts.plans[b].given,
    ratio: (a, b) => (ratio(b) ?? -1) - (ratio(a) ?? -1) || compare.given(a, b),
    chosen: (a, b) => level(state.rule, b) - level(state.rule, a) || compare.given(a, b),
  };
  const words = new Intl.Collator("zh-CN", { numeric: true });

  // Groups stand by the codes of their characters, as the page was made.
  const inOrder = (a, b) => (a < b ? -1 : Number(a > b));

  const sortPlans = () => {
    const by = compare[$("plans").value];
    order = heads.map((_, plan) => plan).sort((a, b) => inOrder(group(a), group(b)) || by(a, b));
    const put = (row, line) => {
      // Only what does not stand where it belongs is moved.
      let at = row.cells[0];
      for (const plan of order) {
        if (at.nextElementSibling !== line[plan]) at.after(line[plan]);
        at = line[plan];
      }
    };
    put($("heads"), heads);
    put($("ratios"), ratios);
    rows.forEach((row, rule) => put(row, cells[rule]));
    groups();
  };

  const groups = () => {
    const bar = $("groups");
    Array.from(bar.cells).slice(1).forEach((cell) => cell.remove());
    bar.hidden = !$("group").value;
    for (const cell of $("map").querySelectorAll(".edge")) cell.classList.remove("edge");
    let last = null;
    order.forEach((plan) => {
      if (bar.hidden) return;
      if (last && last.textContent === group(plan)) {
        last.colSpan += 1;
      last.style.setProperty("--span", last.colSpan);
        return;
      }
      last = document.createElement("th");
      last.scope = "colgroup";
      last.style.setProperty("--span", 1);
      last.textContent = group(plan);
      last.title = group(plan);
      bar.append(last);
      for (const line of [heads, ratios, ...cells]) line[plan].classList.add("edge");
    });
  };

  const sortRules = () => {
    const by = {
      given: (a, b) => a - b,
      share: (a, b) => rows[b].dataset.share - rows[a].dataset.share || a - b,
      chosen: (a, b) => level(b, state.plan) - level(a, state.plan) || a - b,
    }[$("rules").value];
    $("cells").append(...rows.map((_, rule) => rule).sort(by).map((rule) => rows[rule]));
  };

  const filter = () => {
    for (const row of rows) row.hidden = Boolean($("theme").value) && row.dataset.theme !== $("theme").value;
    ratios.forEach((cell, plan) => {
      cell.textContent = ratio(plan) === null ? "—" : Math.round(ratio(plan) * 100);
    });
  };

  const mark = () => {
    rows.forEach((row, rule) => row.cells[0].classList.toggle("on", $("plans").value === "chosen" && rule === state.rule));
    heads.forEach((head, plan) => head.classList.toggle("on", $("rules").value === "chosen" && plan === state.plan));
    heads.forEach((head, plan) => head.removeAttribute("aria-sort"));
  };

  const draw = () => {
    filter();
    sortPlans();
    sortRules();
    mark();
  };

  // The evidence is deflated: unpacked when a cell is first opened.
  const unpack = async () => {
    if (proofs) return proofs;
    const bytes = Uint8Array.from(atob($("proofs").textContent), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    proofs = JSON.parse(await new Response(stream).text());
    return proofs;
  };

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const badge = (cell) => {
    const shown = cell.className.split(" ").filter((name) => name !== "edge").join(" ");
    return element("span", facts.levels[depth(cell)], { class: `badge ${shown}` });
  };

  const open = async (cell) => {
    const [rule, plan] = where.get(cell);
    const old = $("cells").querySelector("[aria-selected]");
    if (old) old.removeAttribute("aria-selected");
    cell.setAttribute("aria-selected", "true");
    const about = facts.rules[rule];
    const body = [];
    body.push(element("p", facts.plans[plan].title, { lang: "zh-CN", class: "plan-title" }));
    const line = element("p", `${about.id} ${about.title} `, { lang: "zh-CN" });
    line.append(badge(cell));
    body.push(line, element("blockquote", about.quote, { lang: "zh-CN" }));
    try {
      const found = await unpack();
      const [outcome, reason, lacking, quoted] = found.cells[rule][plan];
      const why = reason < 0 ? "" : `${facts.words.list}${facts.reasons[reason]}`;
      body.push(element("p", `${facts.words.outcome}${facts.words.colon}${facts.outcomes[outcome]}${why}`, { class: "meta" }));
      if (lacking.length) {
        const names = lacking.map((text) => found.texts[text]).join(facts.words.list);
        body.push(element("p", `${facts.words.lacking}${facts.words.colon}${names}`, { class: "meta" }));
      }
      for (const [text, section, stance] of quoted) {
        const box = element("div", "", { class: "e" });
        box.append(element("p", found.texts[text], { lang: "zh-CN", class: "q" }));
        const meta = element("p", "", { class: "meta" });
        meta.append(element("span", facts.stances[stance], { class: "stance" }), ` ${found.texts[section]}`);
        box.append(meta);
        body.push(box);
      }
      if (!quoted.length) body.push(element("p", facts.words["nothing-found"], { class: "meta" }));
    } catch (error) {
      body.push(element("p", facts.words["cell-unread"]));
    }
    $("panel-body").replaceChildren(...body);
    $("panel").scrollTop = 0;
  };

  // One cell at a time can be reached by Tab; the arrow keys move it.
  const focus = (cell) => {
    if (tab) tab.removeAttribute("tabindex");
    tab = cell;
    cell.tabIndex = 0;
    cell.focus({ preventScroll: false });
  };

  const step = (cell, down, right) => {
    const row = cell.parentElement;
    const shown = Array.from($("cells").rows).filter((line) => !line.hidden);
    const to = shown[shown.indexOf(row) + down];
    const next = to && to.cells[cell.cellIndex + right];
    if (next && next.tagName === "TD") focus(next);
  };

  $("map").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const cell = event.target.closest("#cells td");
    if (cell) {
      focus(cell);
      open(cell);
    } else if (button && button.closest("#cells")) {
      state.rule = rows.indexOf(button.closest("tr"));
      choose("plans");
    } else if (button && button.closest("#heads")) {
      state.plan = heads.indexOf(button.closest("th"));
      choose("rules");
    }
  });

  const choose = (id) => {
    $(id).querySelector("[value=chosen]").disabled = false;
    $(id).value = "chosen";
    draw();
  };

  const keys = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  $("cells").addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell) return;
    if (keys[event.key]) {
      event.preventDefault();
      step(cell, ...keys[event.key]);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(cell);
    }
  });

  const label = (cell) => {
    if (cell.hasAttribute("aria-label")) return;
    const [rule, plan] = where.get(cell);
    const text = `${facts.plans[plan].label} ${facts.rules[rule].id}${facts.words.colon}${facts.levels[depth(cell)]}`;
    cell.setAttribute("aria-label", text);
    cell.title = text;
  };
  for (const name of ["mouseover", "focusin"]) {
    $("cells").addEventListener(name, (event) => {
      const cell = event.target.closest("td");
      if (cell) label(cell);
    });
  }

  const ranks = $("ranks");
  ranks.tHead.rows[0].addEventListener("click", (event) => {
    const head = event.target.closest("th");
    if (!head) return;
    const column = head.cellIndex;
    const down = head.getAttribute("aria-sort") === "ascending";
    Array.from(head.parentElement.cells).forEach((cell) => cell.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const value = (row) => row.cells[column];
    const by = column
      ? (a, b) => value(a).dataset.v - value(b).dataset.v
      : (a, b) => words.compare(value(a).textContent, value(b).textContent);
    const lines = Array.from(ranks.tBodies[0].rows).sort(by);
    ranks.tBodies[0].append(...(down ? lines.reverse() : lines));
  });

  for (const id of ["theme", "group", "plans", "rules"]) $(id).addEventListener("change", draw);
  $("tools").addEventListener("submit", (event) => event.preventDefault());
  $("tools").addEventListener("reset", () => setTimeout(() => {
    $("group").value = "";
    for (const id of ["plans", "rules"]) $(id).querySelector("[value=chosen]").disabled = true;
    draw();
  }));
  if (cells.length && cells[0].length) {
    tab = cells[0][0];
    tab.tabIndex = 0;
  }
  groups();
})();
