// What a page does beyond html and htmx. Every page also works without this file.
(() => {
  "use strict";
  const find = (selector, root = document) =>
    root.matches?.(selector) ? root : root.querySelector(selector);

  // Errors are explained by the server, in Dutch and next to the field, not by the browser.
  const prepare = (root) => root.querySelectorAll("form[method=post]").forEach((form) => { form.noValidate = true; });

  // Forms with a text that is not kept yet (form[data-guard]): typed in, or given back by the server with an error.
  const changed = new Set();
  const remember = (root) => root.querySelectorAll("form[data-guard]:has([data-error-summary])")
    .forEach((form) => changed.add(form));

  document.addEventListener("DOMContentLoaded", () => {
    prepare(document);
    remember(document);
    find("form[method=post] [data-error-summary]")?.focus();
  });

  // A region that is always there, so that a screen reader hears what changes.
  let announced = "";
  const announce = (text) => {
    if (text !== announced) find("#live").textContent = announced = text;
  };

  // After a swap the keyboard is where the change is: at the errors, at [data-focus], or at what came in the
  // place of what had the focus.
  document.addEventListener("htmx:afterSettle", (event) => {
    const fresh = event.target;
    prepare(fresh.parentElement ?? fresh);
    remember(fresh.parentElement ?? fresh);
    const progress = find("[data-announce]", fresh);
    if (progress) announce(progress.dataset.announce);
    const target = find("[data-error-summary]", fresh) ?? find("[data-focus]", fresh);
    if (target) target.focus();
    else if (!progress && document.activeElement === document.body) {
      fresh.tabIndex = -1;
      fresh.focus({ preventScroll: true });
    }
  });

  // Something failed: say so, where it is seen and heard.
  const complain = (text) => {
    const place = find("#meldingen");
    if (!place) return;
    find("[data-failure]", place)?.remove();
    const alert = document.createElement("p");
    alert.className = "alert alert--error";
    alert.setAttribute("role", "alert");
    alert.dataset.failure = "";
    alert.textContent = text;
    place.append(alert);
    alert.scrollIntoView({ block: "nearest" });
  };
  const FAILURES = {
    403: "U mag dit niet doen, of u bent intussen opnieuw ingelogd. Kopieer wat u schreef, herlaad de pagina en probeer het opnieuw.",
    404: "Dit bestaat niet meer. Herlaad de pagina om te zien hoe het er nu voor staat.",
    413: "Dit bestand is te groot. Kies een kleiner bestand.",
    503: "Het is even te druk. Wacht een minuut en probeer het opnieuw; uw invoer staat er nog.",
  };
  document.addEventListener("htmx:responseError", (event) =>
    complain(FAILURES[event.detail.xhr.status]
      ?? "Er ging bij ons iets mis. Uw invoer staat er nog: probeer het zo opnieuw."));
  const unreachable = () => complain("Kanarie is niet bereikbaar. Controleer uw verbinding en probeer het opnieuw.");
  document.addEventListener("htmx:sendError", unreachable);
  document.addEventListener("htmx:timeout", unreachable);
  const login = () => document.body.dataset.login;
  const isLogin = ({ responseURL }) =>
    responseURL && new URL(responseURL).pathname === login() && location.pathname !== login();
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!detail.successful || isLogin(detail.xhr)) return;
    changed.delete(detail.elt);
    find("#meldingen [data-failure]")?.remove();
  });

  // Logged out meanwhile: go to the login page instead of drawing it inside this one; but not away from a text.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!isLogin(event.detail.xhr)) return;
    event.detail.shouldSwap = false;
    if ([...changed].some((form) => form.isConnected)) {
      complain("U bent intussen uitgelogd. Kopieer wat u schreef, herlaad de pagina en log opnieuw in.");
      return;
    }
    location.assign(`${login()}?next=${encodeURIComponent(location.pathname + location.search)}`);
  });

  // Leaving a form with unsaved changes (form[data-guard]); sending a form twice.
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && "guard" in form.dataset) changed.add(form);
  });
  // A script of a page saved what is typed (schrijven.js).
  document.addEventListener("kanarie:bewaard", (event) => changed.delete(event.target));
  addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, target } = event.detail;
    const own = elt.closest("form");
    const lost = [...changed].some((form) => form !== own && form.isConnected && target.contains(form));
    if (lost && !confirm("Er staat nog een tekst open die niet is bewaard. Toch doorgaan en die tekst weggooien?")) {
      event.preventDefault();
    }
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("hx-post")) return;
    changed.delete(form);
    if (form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 5000);
  });
  addEventListener("pageshow", () =>
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // Something to copy: [data-copy-from] takes the text of the field with that id.
  const offerCopies = (root) => navigator.clipboard
    && root.querySelectorAll("[data-copy-from]").forEach((button) => { button.hidden = false; });
  document.addEventListener("DOMContentLoaded", () => offerCopies(document));
  document.addEventListener("htmx:afterSettle", (event) => offerCopies(event.target));
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy-from]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copyFrom);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      announce("Gekopieerd.");
      button.textContent = "Gekopieerd";
    } catch {
      announce("Kopiëren lukte niet. De tekst is geselecteerd: druk op Ctrl en C.");
    }
  });

  // Dialogs: data-dialog-open="id" on a button (or on a link to the same thing as a page), data-dialog-close.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog-open]");
    const dialog = opener && document.getElementById(opener.dataset.dialogOpen);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
    }
    event.target.closest("[data-dialog-close]")?.closest("dialog")?.close();
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && find(".menu[open]");
    if (menu) {
      menu.open = false;
      find("summary", menu).focus();
    }
  });
})();
