/* Small conveniences of every page, attached by data-* attributes. Without them every page still works. */

(() => {
  "use strict";

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* [data-dismissible] with a hidden [data-dismiss] button: closes one notice, only when asked. */
  function offerDismissal() {
    for (const notice of all("[data-dismissible]")) {
      const button = notice.querySelector("[data-dismiss]");
      button.hidden = false;
      button.addEventListener("click", () => notice.remove());
    }
  }

  /* [data-close-outside] on <details>: Escape or a click elsewhere closes it. */
  function closeOpenPanels(event) {
    for (const panel of all("details[data-close-outside][open]")) {
      if (event.key === "Escape") {
        panel.open = false;
        panel.querySelector("summary").focus();
      } else if (event.type === "click" && !panel.contains(event.target)) {
        panel.open = false;
      }
    }
  }

  /* form[data-once]: a second click must not send the form twice. */
  function sendOnce(event) {
    const form = event.target;
    if (!form.matches("[data-once]") || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  }

  function allowSendingAgain() {
    for (const form of all("form[data-sent]")) delete form.dataset.sent;
  }

  /* [data-section-nav]: marks the part of the page that is being read. */
  function followReading() {
    const links = all("[data-section-nav] a[href^='#']");
    const targets = new Map(links.map((link) => [document.getElementById(link.hash.slice(1)), link]));
    targets.delete(null);
    if (!targets.size) return;
    const mark = (current) => {
      for (const link of links) link.removeAttribute("aria-current");
      current.setAttribute("aria-current", "true");
    };
    const watch = new IntersectionObserver((entries) => {
      const seen = entries.filter((entry) => entry.isIntersecting);
      if (seen.length) mark(targets.get(seen[0].target));
    }, { rootMargin: "-10% 0px -75% 0px" });
    for (const target of targets.keys()) watch.observe(target);
  }

  /* [data-fill-username]: puts a demonstration account into the sign-in form. */
  function fillSignIn(event) {
    const button = event.target.closest("[data-fill-username]");
    if (!button) return;
    document.querySelector("[name=username]").value = button.dataset.fillUsername;
    document.querySelector("[name=password]").value = button.dataset.fillPassword;
    document.querySelector("[name=password]").form.querySelector("[type=submit]").focus();
  }

  /* When the session has ended, htmx receives the sign-in page: ask for the whole page instead. */
  function reloadWhenRedirected(event) {
    const asked = new URL(event.detail.pathInfo.finalRequestPath, location.href);
    const came = new URL(event.detail.xhr.responseURL || asked);
    if (asked.pathname === came.pathname) return;
    event.detail.shouldSwap = false;
    location.reload();
  }

  /* While the database or the disk fails, a part of a page receives a notice, which stands above until all is well. */
  function tellOutage(event) {
    document.getElementById("outage")?.remove();
    if (!event.detail.xhr.getResponseHeader("Retry-After")) return;
    document.getElementById("main")?.insertAdjacentHTML("afterbegin", event.detail.xhr.responseText);
  }

  /* What has just happened takes the focus and the middle of the screen: errors, a conflict, else a message. */
  function showNews(root) {
    const news = root.querySelector("[data-focus]") || root.querySelector("[data-dismissible]");
    if (!news) return;
    news.tabIndex = -1;
    news.focus({ preventScroll: true });
    const block = news.offsetHeight > window.innerHeight ? "start" : "center";
    news.scrollIntoView({ behavior: "instant", block });
  }

  /* A message that only the script can give; it stands where those of the server stand. */
  function say(text) {
    const place = document.getElementById("messages") || document.getElementById("main");
    const notice = document.createElement("div");
    notice.className = "notice notice-warning";
    notice.id = "line-notice";
    notice.dataset.dismissible = "";
    notice.setAttribute("role", "alert");
    notice.textContent = text;
    document.getElementById("line-notice")?.remove();
    place.prepend(notice);
    showNews(place);
  }

  /* While somebody types, the session is renewed, at most every five minutes. */
  const RENEWAL = 5 * 60 * 1000;
  const PATIENCE = 8000;
  const session = document.body.dataset.session;
  let renewedAt = Date.now();

  function renewSession() {
    if (!session || Date.now() - renewedAt < RENEWAL) return;
    renewedAt = Date.now();
    fetch(session, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).catch(() => { renewedAt = 0; });
  }

  function noteTyping(event) {
    const form = event.target.form;
    if (form?.method === "post") form.dataset.typed = "yes";
    renewSession();
  }

  /* Does the portal answer? Signed in or not: what is sent then is kept by the server. */
  async function isReachable() {
    try {
      const answer = await fetch(session, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      return answer.status < 500;
    } catch {
      return false;
    }
  }

  /* A form in which something was typed leaves the page only when the line stands; else it stays as it is. */
  function sendWhenReachable(event) {
    const form = event.target;
    if (!session || !form.dataset.typed || form.hasAttribute("hx-post")) return;
    if (form.dataset.reachable) {
      delete form.dataset.reachable;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.asking) return;
    form.dataset.asking = "yes";
    const button = event.submitter;
    isReachable().then((reachable) => {
      delete form.dataset.asking;
      if (!reachable) return say(document.body.dataset.noLine);
      form.dataset.reachable = "yes";
      return form.requestSubmit(button);
    });
  }

  /* Parts of a page that are sent by htmx: nothing is swapped when the server does not answer. */
  function tellNoLine() {
    say(document.body.dataset.noLine);
  }

  /* After a swap as on a fresh page. */
  function focusNews(event) {
    showNews(event.detail.target);
  }

  /* [data-print]: a button that prints the page. */
  function printPage(event) {
    if (event.target.closest("[data-print]")) window.print();
  }

  /* Several cells of a sheet pasted into one number stay apart: a browser would join them. */
  function keepCellsApart(event) {
    if (!event.target.matches?.(".count-input, [inputmode=decimal], [inputmode=numeric]")) return;
    const text = event.clipboardData.getData("text").trim();
    if (!/[\t\r\n]/.test(text)) return;
    event.preventDefault();
    document.execCommand("insertText", false, text.replace(/[\t\r\n]+/g, "; "));
  }

  /* .table-wrap that is wider than the screen: the keyboard scrolls it, as a finger does. */
  function letKeyboardScroll() {
    for (const wrap of all(".table-wrap:not([tabindex])")) {
      if (wrap.scrollWidth <= wrap.clientWidth) continue;
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "group");
      wrap.setAttribute("aria-label", wrap.querySelector("caption")?.textContent.trim() || document.title);
    }
  }

  offerDismissal();
  followReading();
  letKeyboardScroll();
  showNews(document);
  window.addEventListener("load", () => { if (location.hash) showNews(document); });
  for (const element of all("[data-needs-script]")) element.hidden = false;
  document.addEventListener("click", closeOpenPanels);
  document.addEventListener("keydown", closeOpenPanels);
  document.addEventListener("click", fillSignIn);
  document.addEventListener("click", printPage);
  document.addEventListener("paste", keepCellsApart);
  document.addEventListener("input", noteTyping);
  document.addEventListener("submit", sendWhenReachable, true);
  document.addEventListener("submit", sendOnce);
  document.addEventListener("htmx:sendError", tellNoLine);
  document.addEventListener("htmx:beforeSwap", tellOutage);
  document.addEventListener("htmx:beforeSwap", reloadWhenRedirected);
  document.addEventListener("htmx:afterSwap", focusNews);
  window.addEventListener("pageshow", allowSendingAgain);
  window.addEventListener("resize", letKeyboardScroll);
  document.addEventListener("htmx:afterSwap", letKeyboardScroll);
})();
