/* Count forms: totals while typing, checks, moving by keys, a warning before unsaved counts are lost.

   Three things stay apart: a number (0 is one), a blank or "…" (not reported), and "x" (not applicable).
   The server checks everything again; what is said here only saves a round trip. */

(() => {
  "use strict";

  const isVietnamese = (document.documentElement.lang || "vi").startsWith("vi");
  const groupMark = isVietnamese ? "." : ",";
  /* As the server reads it: a tab, a line break or a plain blank parts two cells that were pasted into one. */
  const groups = [`\\${groupMark}`, "\\u00a0", "\\u202f", "\\u2009"].map((mark) => `[1-9]\\d{0,2}(${mark}\\d{3})+`);
  const WHOLE_NUMBER = new RegExp(`^(${groups.join("|")}|\\d+)$`);
  const printed = new Intl.NumberFormat(isVietnamese ? "vi-VN" : "en-US");

  const isMissing = (text) => ["", "…", "..."].includes(text);
  const isNotApplicable = (text) => text.toLowerCase() === "x";
  const textOf = (field) => field.value.trim();
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  function numberIn(text) {
    return WHOLE_NUMBER.test(text) ? Number(text.replace(/[.,\s]/g, "")) : null;
  }

  /* The sum of the numbers; "x" when nothing applies; "…" when nothing is reported. */
  function totalOf(inputs) {
    const texts = inputs.map(textOf);
    const numbers = texts.map(numberIn).filter((value) => value !== null);
    if (numbers.length) return printed.format(numbers.reduce((sum, value) => sum + value, 0));
    return texts.length && texts.every(isNotApplicable) ? "x" : "…";
  }

  function showTotals(grid) {
    const inputs = all(".count-input", grid);
    for (const output of all("[data-row-total]", grid)) {
      output.value = totalOf(inputs.filter((input) => input.dataset.row === output.dataset.rowTotal));
    }
    for (const output of all("[data-col-total]", grid)) {
      output.value = totalOf(inputs.filter((input) => input.dataset.col === output.dataset.colTotal));
    }
    for (const output of all("[data-grand-total]", grid)) output.value = totalOf(inputs);
  }

  function messageFor(input, name) {
    return input.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) || "";
  }

  function problemOf(input) {
    const text = textOf(input);
    if (isMissing(text) || isNotApplicable(text)) return "";
    const value = numberIn(text);
    if (value === null) return messageFor(input, "message-number");
    const whole = input.dataset.whole && document.getElementById(input.dataset.whole);
    const wholeValue = whole ? numberIn(textOf(whole)) : null;
    return wholeValue !== null && value > wholeValue ? messageFor(input, "message-part") : "";
  }

  function errorPlace(input) {
    const id = `${input.id}-check`;
    const found = document.getElementById(id);
    if (found) return found;
    const place = document.createElement("span");
    place.id = id;
    place.className = "cell-error";
    place.setAttribute("aria-live", "polite");
    input.after(place);
    input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") || ""} ${id}`.trim());
    return place;
  }

  function check(input) {
    const problem = problemOf(input);
    if (!problem && !document.getElementById(`${input.id}-check`)) return;
    errorPlace(input).textContent = problem;
    if (problem) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  /* Another number than the registries', or "x" where they count something. A blank contradicts nothing. */
  function differsFromRegistry(input) {
    const known = input.dataset.registry;
    if (known === undefined) return false;
    const text = textOf(input);
    if (isNotApplicable(text)) return Number(known) > 0;
    const value = numberIn(text);
    return value !== null && value !== Number(known);
  }

  function mark(input) {
    input.classList.toggle("is-na", isNotApplicable(textOf(input)));
    input.classList.toggle("is-different", differsFromRegistry(input));
  }

  function partsOf(whole) {
    return whole.id ? all(`.count-input[data-whole="${CSS.escape(whole.id)}"]`) : [];
  }

  function onInput(event) {
    const input = event.target.closest(".count-input");
    if (!input) return;
    mark(input);
    const grid = input.closest("[data-count-grid]");
    if (grid) showTotals(grid);
    for (const part of partsOf(input)) check(part);
    if (input.hasAttribute("aria-invalid")) check(input);
  }

  function onLeave(event) {
    if (event.target.matches(".count-input")) check(event.target);
  }

  /* Up and down keep the column; left and right leave a cell only from its edge. */
  function neighbour(input, key) {
    const grid = input.closest("[data-count-grid]");
    const inputs = all(".count-input", grid).filter((other) => !other.disabled);
    const column = inputs.filter((other) => other.dataset.col === input.dataset.col);
    if (key === "ArrowUp") return column[column.indexOf(input) - 1];
    if (key === "ArrowDown" || key === "Enter") return column[column.indexOf(input) + 1];
    const row = inputs.filter((other) => other.dataset.row === input.dataset.row);
    const allSelected = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const atStart = input.selectionEnd === 0 || allSelected;
    const atEnd = input.selectionStart === input.value.length || allSelected;
    if (key === "ArrowLeft" && atStart) return row[row.indexOf(input) - 1];
    if (key === "ArrowRight" && atEnd) return row[row.indexOf(input) + 1];
    return undefined;
  }

  function onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!event.target.matches("[data-count-grid] .count-input")) return;
    const next = neighbour(event.target, event.key);
    if (next || event.key === "Enter") event.preventDefault();
    if (!next) return;
    next.focus();
    next.select();
  }

  /* form[data-warn-unsaved]: the browser asks before typed counts are lost. */
  function warnUnsaved(form) {
    let isChanged = false;
    form.addEventListener("input", () => { isChanged = true; });
    form.addEventListener("submit", () => { isChanged = false; });
    window.addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
  }

  all("[data-count-grid]").forEach(showTotals);
  all(".count-input").forEach(mark);
  all("form[data-warn-unsaved]").forEach(warnUnsaved);
  document.addEventListener("input", onInput);
  document.addEventListener("focusout", onLeave);
  document.addEventListener("keydown", onKey);
})();
