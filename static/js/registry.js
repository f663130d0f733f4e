/* On the list of a registry: ticking a whole page, and how many rows are ticked. Without it every box works. */

(() => {
  "use strict";

  const boxes = () => [...document.querySelectorAll("[form=bulk][name=pk]")];

  function showTicked() {
    const bar = document.getElementById("bulk");
    if (!bar) return;
    const ticked = boxes().filter((box) => box.checked).length;
    const beyond = bar.querySelector("[data-tick-beyond]").checked;
    bar.classList.toggle("is-idle", ticked === 0 && !beyond);
    bar.querySelector("[data-ticked]").textContent = ticked || "";
    const whole = document.querySelector("[data-tick-all]");
    whole.checked = ticked > 0 && ticked === boxes().length;
    whole.indeterminate = ticked > 0 && !whole.checked;
  }

  function onChange(event) {
    if (event.target.matches("[data-tick-all]")) {
      for (const box of boxes()) box.checked = event.target.checked;
    }
    if (event.target.matches("[data-tick-all], [data-tick-beyond], [form=bulk][name=pk]")) showTicked();
  }

  function begin() {
    const whole = document.querySelector("[data-tick-all]");
    if (whole) whole.hidden = false;
    showTicked();
  }

  document.addEventListener("change", onChange);
  document.addEventListener("htmx:afterSettle", begin);
  begin();
})();
