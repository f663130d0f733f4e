/* Beside count_form.js, on the form of a unit's counts: progress while typing, blanks to 0 without a round
   trip, a star for “x” where a phone shows number keys, and the way back to the field after saving. */

(() => {
  "use strict";

  const form = document.querySelector("[data-count-form]");
  if (!form) return;
  const inputs = [...form.querySelectorAll(".count-input")];
  const isBlank = (input) => ["", "…", "..."].includes(input.value.trim());
  /* What the registries filled in is an answer once somebody typed or saved it. */
  const isAnswered = (input) => !isBlank(input) && !input.classList.contains("is-prefilled");

  function showProgress() {
    const blanks = inputs.filter(isBlank).length;
    const answered = inputs.filter(isAnswered).length;
    form.querySelector("[data-answered]").textContent = answered;
    form.querySelector("[data-answered-bar]").value = answered;
    form.querySelector("[data-blank-count]").textContent = blanks;
    form.querySelector("[data-blanks-question]").hidden = blanks === 0;
    for (const count of form.querySelectorAll("[data-section-answered]")) {
      const section = document.getElementById(`section-${count.dataset.sectionAnswered}`);
      count.textContent = inputs.filter((input) => section.contains(input) && isAnswered(input)).length;
    }
  }

  /* Every changed field tells count_form.js, which keeps the totals. */
  function put(input, text) {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function fillZeros(event) {
    const button = event.target.closest("[data-fill-zeros]");
    if (!button) return;
    event.preventDefault();
    const section = button.closest(".count-section");
    for (const input of section.querySelectorAll(".count-input")) if (isBlank(input)) put(input, "0");
  }

  function onInput(event) {
    const input = event.target;
    if (!input.matches(".count-input")) return;
    input.classList.remove("is-prefilled");
    if (input.value.includes("*")) put(input, "x");
    showProgress();
  }

  form.addEventListener("click", fillZeros);
  form.addEventListener("input", onInput);
  form.addEventListener("focusin", (event) => {
    if (event.target.matches(".count-input")) form.elements.at.value = event.target.id;
  });
  const returned = document.getElementById(location.hash.slice(1));
  if (returned?.matches(".count-input")) returned.focus();
  showProgress();
})();
