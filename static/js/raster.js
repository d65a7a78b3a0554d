// A grid of figures: move by keys, paste a block, save each cell. Without it the button saves all.
(() => {
  "use strict";
  const form = document.querySelector("[data-raster]");
  const stand = form.querySelector("[data-raster-stand]");
  const rows = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("[type=text]")]);
  const cells = rows.flat();
  const was = (cell) => form.elements[`w${cell.name.slice(1)}`];
  const tell = (cell, text) => {
    document.getElementById(`f${cell.name.slice(1)}`).textContent = text;
    cell.ariaInvalid = text ? "true" : null;
  };
  const isChanged = (cell) => cell.value.trim() !== was(cell).value;

  // One request at a time.
  const waiting = new Set();
  let busy = false;
  const save = async () => {
    if (busy || !waiting.size) return;
    busy = true;
    const typed = new Map([...waiting].map((cell) => [cell, cell.value]));
    waiting.clear();
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    typed.forEach((text, cell) => {
      body.set(cell.name, text);
      body.set(was(cell).name, was(cell).value);
    });
    stand.textContent = "Bezig met opslaan…";
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) throw answer;
      const done = await answer.json();
      let refused = 0;
      typed.forEach((text, cell) => {
        const one = done[cell.name.slice(2)];
        if (!one) return;
        was(cell).value = one.nu;
        if (one.fout) refused += 1;
        else if (cell.value === text) cell.value = one.tekst;
        tell(cell, one.fout);
      });
      stand.textContent = refused ? `${refused} niet opgeslagen: zie de cel.` : "Opgeslagen.";
    } catch {
      typed.forEach((_, cell) => tell(cell, "Niet opgeslagen. Kies straks Sla op."));
      stand.textContent = "Kanarie is niet bereikbaar. Wat u typte, staat er nog.";
    }
    busy = false;
    save();
  };
  const changed = (list) => {
    list.filter(isChanged).forEach((cell) => waiting.add(cell));
    save();
  };
  form.addEventListener("change", (event) => changed([event.target]));

  let leaving = false;
  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("beforeunload", (event) => {
    if (!leaving && (busy || cells.some(isChanged))) event.preventDefault();
  });

  const place = (cell) => {
    const down = rows.findIndex((row) => row.includes(cell));
    return [down, rows[down].indexOf(cell)];
  };
  form.addEventListener("keydown", (event) => {
    const { target: cell, key } = event;
    if (!cells.includes(cell) || event.ctrlKey || event.altKey || event.metaKey) return;
    const { selectionStart: from, selectionEnd: to, value } = cell;
    const whole = to - from === value.length;
    const step = {
      Enter: [event.shiftKey ? -1 : 1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0],
      ArrowLeft: (whole || !to) && [0, -1], ArrowRight: (whole || from === value.length) && [0, 1],
    }[key];
    if (!step) return;
    event.preventDefault();
    if (key === "Enter") changed([cell]);
    const [down, right] = place(cell);
    rows[down + step[0]]?.[right + step[1]]?.select();
  });
  form.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n$/, "");
    if (!cells.includes(event.target) || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const [top, left] = place(event.target);
    const filled = [];
    let outside = 0;
    text.split("\n").forEach((line, down) => line.split("\t").forEach((value, right) => {
      const cell = rows[top + down]?.[left + right];
      if (!cell) outside += 1;
      else if (value.trim()) {
        cell.value = value.trim();
        filled.push(cell);
      }
    }));
    changed(filled);
    if (outside) stand.textContent = `${outside} cellen vallen buiten de tabel en zijn weggelaten.`;
  });
})();
