// The field in the head: "/" goes there, arrows go through what is suggested, Escape closes it. Without this file it is
// a form like any other.
(() => {
  "use strict";
  const fields = () => [...document.querySelectorAll("[data-zoek] input[type=search]")];
  const listOf = (form) => form.querySelector(".zoek__lijst");
  const close = (form) => listOf(form).replaceChildren();
  const isTyping = ({ target }) =>
    target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName) || target.closest("dialog");

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event)) {
      const visible = () => fields().find((one) => one.checkVisibility());
      const menu = document.querySelector(".menu");
      if (menu && !visible()) menu.open = true;
      const field = visible();
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
      return;
    }
    const form = event.target.closest?.("[data-zoek]");
    if (!form) return;
    const field = form.querySelector("input[type=search]");
    if (event.key === "Escape" && listOf(form).firstChild) {
      event.preventDefault();
      event.stopImmediatePropagation();
      close(form);
      field.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const stops = [field, ...form.querySelectorAll(".zoek__treffers a")];
      const place = stops.indexOf(event.target);
      if (stops.length === 1 || place < 0) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      stops[(place + step + stops.length) % stops.length].focus();
    }
  }, true);

  // The list is gone when one goes on, or asks for the whole page; an answer that comes too late stays away.
  document.addEventListener("focusout", (event) => {
    const form = event.target.closest?.("[data-zoek]");
    if (form && event.relatedTarget && !form.contains(event.relatedTarget)) close(form);
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("[data-zoek]").forEach((form) => { if (!form.contains(event.target)) close(form); });
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-zoek]")) return;
    const field = event.target.querySelector("input[type=search]");
    window.htmx.trigger(field, "htmx:abort");
    event.target.dataset.gezocht = field.value;
    close(event.target);
    event.target.closest(".menu")?.removeAttribute("open");
  });
  // The wait before a suggestion may end after one asked for the whole page.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const field = event.target;
    if (field.matches("[data-zoek] input[type=search]") && field.form.dataset.gezocht === field.value) event.preventDefault();
  });
})();
