// Writing a reisverslag: a text is saved while someone types, has buttons for its marks, and a blok can be dragged.
// Without this file every page works: there are Bewaren, the marks as they are typed, and the buttons up and down.
(() => {
  "use strict";
  const PAUSE = 1500;
  const AGAIN = 10_000;

  // Saving by itself: form[data-bewaart] is sent to that address when typing rests. What could not be saved is said.
  const running = new WeakMap();
  const csrf = (form) => form.elements.csrfmiddlewaretoken.value;
  const text = (form) => form.querySelector("textarea")?.value ?? "";
  const say = (form, sentence, failed) => {
    const line = form.querySelector("[data-bewaard]");
    if (!line) return;
    line.textContent = sentence;
    line.classList.toggle("bewaard--niet", failed);
  };
  const save = async (form) => {
    const state = running.get(form);
    if (!form.isConnected || state.stopped || state.busy) return;
    state.busy = true;
    const sent = text(form);
    let retry = false;
    try {
      const answer = await fetch(form.dataset.bewaart, {
        method: "POST", body: new FormData(form), headers: { "X-CSRFToken": csrf(form) }, redirect: "manual",
      });
      if (answer.ok) {
        const { versienummer, zin } = await answer.json();
        form.elements.versienummer.value = versienummer;
        say(form, zin, false);
        if (text(form) === sent) {
          forget(form);
          form.dispatchEvent(new CustomEvent("kanarie:bewaard", { bubbles: true }));
        }
        refresh();
      } else if ([409, 422].includes(answer.status)) {
        state.stopped = answer.status === 409;
        say(form, (await answer.json()).zin, true);
      } else if (answer.type === "opaqueredirect" || answer.status === 403) {
        say(form, "Niet bewaard: u bent uitgelogd, of het reisverslag is geen concept meer. Uw tekst staat hier nog: kopieer hem en herlaad de pagina.", true);
        state.stopped = true;
      } else {
        retry = true;
      }
    } catch {
      retry = true;
    }
    state.busy = false;
    if (retry) say(form, "Nog niet bewaard: er is geen verbinding. Uw tekst blijft hier staan; we proberen het zo opnieuw.", true);
    if (retry || (text(form) !== sent && !state.stopped)) schedule(form, retry ? AGAIN : PAUSE);
  };
  const schedule = (form, pause = PAUSE) => {
    const state = running.get(form) ?? {};
    running.set(form, state);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => save(form), pause);
  };

  // What is typed and not saved yet stays in this tab, also when the page is loaded again: form[data-houdt].
  const key = (form) => `kanarie:${new URL(form.action).pathname}`;
  const hold = (form) => { try { sessionStorage.setItem(key(form), text(form)); } catch { /* no room: the page still holds it */ } };
  const forget = (form) => sessionStorage.removeItem(key(form));
  const offer = (form) => {
    const held = sessionStorage.getItem(key(form));
    if (!held || held === text(form) || form.querySelector(".bewaard__terug")) return;
    const line = document.createElement("p");
    line.className = "bewaard__terug alert alert--warning";
    line.append("Hier staat nog een tekst die u schreef en die niet is bewaard. ");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--secondary button--small";
    button.textContent = "Mijn tekst terugzetten";
    button.addEventListener("click", () => {
      replaceAll(form.querySelector("textarea"), held);
      line.remove();
    });
    line.append(button);
    form.prepend(line);
  };

  document.addEventListener("input", ({ target }) => {
    const form = target.form;
    if (!form) return;
    if ("houdt" in form.dataset) hold(form);
    if (form.dataset.bewaart) schedule(form);
  });
  document.addEventListener("submit", ({ target }) => {
    if (!("houdt" in target.dataset)) return;
    clearTimeout(running.get(target)?.timer);
    if (!target.hasAttribute("hx-post")) forget(target);
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && "houdt" in detail.elt.dataset) forget(detail.elt);
  });

  // The marks of a text: textarea[data-opmaak] gets a row of buttons, and Ctrl with B, I and K.
  const type = (area, from, to, words) => {
    area.focus();
    area.setSelectionRange(from, to);
    // The only way that leaves the browser's own undo whole; not every browser knows it.
    if (!document.execCommand("insertText", false, words)) {
      area.setRangeText(words, from, to, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  const replaceAll = (area, words) => type(area, 0, area.value.length, words);
  const around = (mark, example) => (area) => {
    const { selectionStart: from, selectionEnd: to, value } = area;
    const n = mark.length;
    // Pressed again it goes off; one star inside two stars is not the mark of one star.
    const marked = value.slice(from - n, from) === mark && value.slice(to, to + n) === mark
      && (n > 1 || value[from - 2] !== "*" || value.slice(from - 3, from) === "***");
    const words = value.slice(from, to) || example;
    if (marked) type(area, from - n, to + n, words);
    else type(area, from, to, mark + words + mark);
    const start = marked ? from - n : from + n;
    area.setSelectionRange(start, start + words.length);
  };
  const before = (mark) => (area) => {
    const { selectionStart, selectionEnd, value } = area;
    const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const end = value.indexOf("\n", Math.max(selectionEnd - 1, from));
    const to = end === -1 ? value.length : end;
    const lines = value.slice(from, to).split("\n");
    const marked = lines.every((line) => line.startsWith(mark));
    const words = lines.map((line) => (marked ? line.slice(mark.length) : mark + line)).join("\n");
    type(area, from, to, words);
    area.setSelectionRange(lines.length > 1 ? from : from + words.length, from + words.length);
  };
  const link = (area) => {
    const { selectionStart: from, selectionEnd: to, value } = area;
    const words = value.slice(from, to) || "woorden van de link";
    type(area, from, to, `[${words}](https://)`);
    const at = from + words.length + 3;
    area.setSelectionRange(at, at + 8);
  };
  const MARKS = [
    { naam: "Vet", kort: "b", doe: around("**", "vet") },
    { naam: "Schuin", kort: "i", doe: around("*", "schuin") },
    { naam: "Kop", doe: before("# ") },
    { naam: "Opsomming", doe: before("- ") },
    { naam: "Citaat", doe: before("> ") },
    { naam: "Link", kort: "k", doe: link },
  ];
  const addMarks = (area) => {
    if (area.previousElementSibling?.classList.contains("opmaak")) return;
    const row = document.createElement("div");
    row.className = "opmaak";
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", "Opmaak");
    for (const { naam, kort, doe } of MARKS) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = `opmaak__knop opmaak__knop--${naam.toLowerCase()}`;
      button.textContent = naam;
      if (kort) {
        button.title = `${naam} (Ctrl+${kort.toUpperCase()})`;
        button.setAttribute("aria-keyshortcuts", `Control+${kort.toUpperCase()}`);
      }
      button.addEventListener("click", () => doe(area));
      row.append(button);
    }
    area.before(row);
  };
  document.addEventListener("keydown", (event) => {
    const area = event.target;
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !area.matches?.("[data-opmaak]")) return;
    const mark = MARKS.find(({ kort }) => kort === event.key.toLowerCase());
    if (!mark) return;
    event.preventDefault();
    mark.doe(area);
  });

  // Dragging a blok by its handle: with a mouse, a pen or a finger. The keyboard has the buttons up and down.
  let drag = null;
  const blokken = (section) => [...section.querySelectorAll("[data-blok]")].filter((blok) => blok !== drag.blok);
  const addHandle = (blok) => {
    const bar = blok.querySelector(".toolbar");
    if (!bar || bar.querySelector(".sleep")) return;
    const handle = document.createElement("span");
    handle.className = "sleep";
    handle.setAttribute("aria-hidden", "true");
    handle.title = "Sleep dit blok";
    bar.prepend(handle);
  };
  const place = (y) => {
    const sections = [...document.querySelectorAll("[data-hoofdstuk]")];
    const below = sections.findIndex((section) => section.getBoundingClientRect().top > y);
    const section = sections[Math.max((below === -1 ? sections.length : below) - 1, 0)];
    const rows = blokken(section);
    const next = rows.find((blok) => {
      const { top, height } = blok.getBoundingClientRect();
      return y < top + height / 2;
    });
    drag.hoofdstuk = section.dataset.hoofdstuk;
    drag.voor = next?.dataset.blok ?? "";
    if (next) next.before(drag.mark);
    else if (rows.length) rows.at(-1).after(drag.mark);
    else section.querySelector(".toolbar").after(drag.mark);
  };
  const scroll = () => {
    if (!drag) return;
    const edge = 80;
    const step = drag.y < edge ? drag.y - edge : drag.y > innerHeight - edge ? drag.y - innerHeight + edge : 0;
    if (step) {
      scrollBy(0, step / 4);
      place(drag.y);
    }
    requestAnimationFrame(scroll);
  };
  const drop = (send) => {
    if (!drag) return;
    const { blok, hoofdstuk, voor, mark } = drag;
    mark.remove();
    blok.classList.remove("blok--gesleept");
    drag = null;
    if (!send || hoofdstuk === undefined) return;
    const rows = [...blok.closest("[data-hoofdstuk]").querySelectorAll("[data-blok]")];
    const next = rows[rows.indexOf(blok) + 1]?.dataset.blok ?? "";
    if (hoofdstuk === blok.closest("[data-hoofdstuk]").dataset.hoofdstuk && voor === next) return;
    htmx.ajax("POST", blok.dataset.plaats, { target: "#verslag-inhoud", swap: "outerHTML", values: { hoofdstuk, voor } });
  };
  document.addEventListener("pointerdown", (event) => {
    if (event.button || !event.target.classList.contains("sleep")) return;
    event.preventDefault();
    const mark = document.createElement("div");
    mark.className = "sleep__plek";
    drag = { blok: event.target.closest("[data-blok]"), mark, y: event.clientY };
    drag.blok.classList.add("blok--gesleept");
    event.target.setPointerCapture(event.pointerId);
    requestAnimationFrame(scroll);
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.y = event.clientY;
    place(event.clientY);
  });
  document.addEventListener("pointerup", () => drop(true));
  document.addEventListener("pointercancel", () => drop(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") drop(false);
  });

  // The preview beside the text follows: read again after each change, at the blok that is worked on.
  const preview = () => document.querySelector("iframe[data-voorbeeld]");
  let shown = "";
  const follow = (plek) => {
    const frame = preview();
    if (plek) shown = plek;
    frame?.contentDocument?.getElementById(shown)?.scrollIntoView({ block: "start" });
  };
  const refresh = () => preview()?.contentWindow.location.reload();
  document.addEventListener("load", (event) => {
    if (event.target === preview()) follow();
  }, true);
  document.addEventListener("focusin", ({ target }) => {
    const blok = target.closest?.("[data-blok]");
    if (blok) follow(`voorbeeld-blok-${blok.dataset.blok}`);
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && detail.requestConfig.verb === "post") refresh();
  });

  const prepare = (root) => {
    root.querySelectorAll("textarea[data-opmaak]").forEach(addMarks);
    root.querySelectorAll("form[data-houdt]").forEach(offer);
    root.querySelectorAll("[data-blok]").forEach(addHandle);
  };
  document.addEventListener("DOMContentLoaded", () => prepare(document));
  document.addEventListener("htmx:afterSettle", ({ target }) => prepare(target.parentElement ?? target));
})();
