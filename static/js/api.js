// The page of the API: copy code, find an operation, and do a request. Without this file everything can still be read.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const find = (selector, root = document) => root.querySelector(selector);
  all("[data-with-script]").forEach((part) => { part.hidden = false; });

  // A link to something that is folded in opens it.
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target?.closest("details");
    if (!folded) return;
    folded.open = true;
    folded.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
  find(".api-side__narrow").addEventListener("click", (event) => {
    if (event.target.closest("a")) event.currentTarget.open = false;
  });

  // Copy a piece of code.
  if (navigator.clipboard) all("[data-copy]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(find("code", button.parentElement).textContent);
    button.textContent = "Gekopieerd";
    setTimeout(() => { button.textContent = "Kopieer"; }, 3000);
  });

  // Find an operation by a word of its address or its title.
  const filter = find("[data-filter]");
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const operations = all("[data-operation]");
    operations.forEach((one) => {
      one.hidden = !words.every((word) => one.dataset.operation.toLowerCase().includes(word));
    });
    all(".api-group").forEach((group) => { group.hidden = !find("[data-operation]:not([hidden])", group); });
    const found = operations.filter((one) => !one.hidden).length;
    find("[data-filter-count]").textContent = words.length ? `${found} van ${operations.length} aanvragen` : "";
  });

  // A token. It lives in its field and nowhere else.
  const token = find("[data-token]");
  const UNREACHABLE = "Kanarie is niet bereikbaar. Controleer uw verbinding en probeer het opnieuw.";
  find("[data-token-form]").addEventListener("submit", async (event) => {
    event.preventDefault();
    const status = find("[data-token-status]");
    const [id, secret] = [find("#client-id"), find("#client-geheim")];
    if (!id.value || !secret.value) {
      status.textContent = "Vul uw client-id en uw geheim in.";
      (id.value ? secret : id).focus();
      return;
    }
    status.textContent = "Bezig…";
    const body = new URLSearchParams({
      grant_type: "client_credentials", client_id: id.value.trim(), client_secret: secret.value.trim(),
    });
    try {
      const answer = await fetch("/oauth/token", { method: "POST", body, credentials: "omit", cache: "no-store" });
      const content = await answer.json();
      if (answer.ok) {
        token.value = content.access_token;
        secret.value = "";
        status.textContent = `Gelukt. Dit token geldt ${Math.round(content.expires_in / 60)} minuten, met de scopes ${content.scope.split(" ").join(", ")}.`;
      } else {
        status.textContent = answer.status === 429
          ? `U vroeg te vaak om een token. Wacht ${answer.headers.get("Retry-After")} seconden.`
          : "Dit client-id en geheim horen niet bij elkaar, of de sleutel is ingetrokken.";
      }
    } catch {
      status.textContent = UNREACHABLE;
    }
  });

  // A request.
  const MOST = 200_000; // characters of an answer that are shown
  const KINDS_TO_READ = /^(text\/|application\/([\w.+-]+\+)?json)/;

  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const beginningOf = async (answer) => {
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += decoder.decode(value, { stream: true });
      if (text.length > MOST) {
        await reader.cancel();
        return `${text.slice(0, MOST)}\n… hier staat alleen het begin.`;
      }
    }
  };

  const parsed = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return null; // only its beginning is here
    }
  };

  const requestOf = (form) => {
    let address = form.dataset.address;
    const query = new URLSearchParams();
    const headers = new Headers({ Accept: "*/*" });
    for (const field of all("[data-name]", form)) {
      const { name, place } = field.dataset;
      const value = field.value.trim();
      if (place === "path") {
        if (!value) throw field;
        address = address.replace(`{${name}}`, encodeURIComponent(value));
      } else if (place === "header") {
        if (value) headers.set(name, value);
        else if (name === "Idempotency-Key") headers.set(name, newKey());
      } else if (value) query.set(name, value);
    }
    if (token.value.trim()) headers.set("Authorization", `Bearer ${token.value.trim()}`);
    const body = find("[data-body]", form)?.value;
    if (body) headers.set("Content-Type", form.dataset.kind);
    return [query.size ? `${address}?${query}` : address,
      { method: form.dataset.method, headers, body, credentials: "omit", cache: "no-store" }];
  };

  // What came back fills in what can be asked next, by the links of the document: of a list the key of its first row.
  const passOn = (form, content) => all("[data-next]", form.parentElement).forEach(({ dataset }) => {
    const [kind, path] = dataset.source.split(/#\/|path\./);
    const value = kind === "$response.body"
      ? path.split("/").reduce((node, name) => node?.[name], content)
      : find(`[data-name="${path}"]`, form)?.value;
    const field = find(`#${dataset.next} [data-name="${dataset.nameThere}"]`);
    if (field && value !== undefined && field.value === field.defaultValue) field.value = value;
  });

  const show = async (form, answer) => {
    const kind = answer.headers.get("Content-Type") ?? "";
    const content = find("[data-content]", form);
    find("[data-headers]", form).textContent = [...answer.headers].map((pair) => pair.join(": ")).join("\n");
    if (!answer.body || KINDS_TO_READ.test(kind)) {
      const text = answer.body ? await beginningOf(answer) : "";
      const read = kind.includes("json") && parsed(text);
      content.textContent = read ? JSON.stringify(read, null, 2) : text;
      if (read && answer.ok) passOn(form, read);
    } else {
      const file = await answer.blob();
      content.textContent = `Een bestand (${kind}) van ${file.size.toLocaleString("nl-NL")} bytes.`;
    }
    content.hidden = !content.textContent;
    find("[data-answer]", form).hidden = false;
  };

  all("[data-try]").forEach((form) => form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const status = find("[data-status]", form);
    let request;
    try {
      request = requestOf(form);
    } catch (field) {
      status.textContent = `Vul ${field.dataset.name} in.`;
      field.focus();
      return;
    }
    status.textContent = "Bezig…";
    try {
      const answer = await fetch(...request);
      await show(form, answer);
      status.textContent = answer.status === 401 && !token.value
        ? "401: vraag eerst een token op, boven aan de lijst met aanvragen."
        : `Status ${answer.status} ${answer.statusText}`.trim();
    } catch {
      status.textContent = UNREACHABLE;
    }
  }));
})();
