// Saves each field of form[data-autosave] as it is changed; keeps what could not be saved until the server has it.
// Sends: field=<name> and its values. Expects JSON {"saved": true}, or 422 {"problem": "..."}.
(() => {
  const WAIT = 900;
  const KEEP_DAYS = 7;
  const store = {
    key: (form) => `unsaved:${document.body.dataset.me || ""}:${new URL(form.dataset.autosave, location.href).pathname}`,
    read(form) { try { return JSON.parse(localStorage.getItem(this.key(form))) || {}; } catch { return {}; } },
    write(form, kept) {
      try {
        if (Object.keys(kept).length) localStorage.setItem(this.key(form), JSON.stringify(kept));
        else localStorage.removeItem(this.key(form));
      } catch { /* no room on this device: the page still says "not saved" */ }
    },
    keep(form, name, values) { this.write(form, { ...this.read(form), [name]: { values, at: Date.now() } }); },
    drop(form, name) { const kept = this.read(form); delete kept[name]; this.write(form, kept); },
    clear() { try { Object.keys(localStorage).filter((key) => key.startsWith("unsaved:")).forEach((key) => localStorage.removeItem(key)); } catch { /* nothing kept */ } },
  };
  const isSaved = (element) => element.name && !element.closest("[data-no-save]") && !["hidden", "file", "submit", "button", "search"].includes(element.type);
  const valuesOf = (form, name) => new FormData(form).getAll(name).map(String);

  const say = (form, name, kind, words, again) => {
    const field = [...form.querySelectorAll("[data-field]")].find((one) => one.dataset.field === name);
    const state = field && field.querySelector("[data-state]");
    if (!state) return;
    state.className = `state${kind ? ` state-${kind}` : ""}`;
    state.textContent = words;
    if (!again) return;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: form.dataset.again });
    button.addEventListener("click", again);
    state.append(" ", button);
  };

  const attach = (form) => {
    const timers = new Map();
    const running = new Map();
    const send = async (name) => {
      clearTimeout(timers.get(name));
      timers.delete(name);
      if (running.has(name)) { running.set(name, true); return; }
      running.set(name, false);
      const values = valuesOf(form, name);
      const body = new FormData();
      body.append("field", name);
      for (const value of values) body.append(name, value);
      say(form, name, "", form.dataset.saving);
      try {
        const token = form.querySelector("[name=csrfmiddlewaretoken]");
        const headers = { Accept: "application/json", "X-CSRFToken": token ? token.value : "" };
        const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers, redirect: "error", keepalive: true });
        const result = await answer.json();
        if (answer.ok) { store.drop(form, name); say(form, name, "saved", form.dataset.saved); }
        else if (answer.status === 422) { store.drop(form, name); say(form, name, "failed", result.problem || form.dataset.failed); }
        else throw new Error(answer.status);
      } catch {
        store.keep(form, name, values);
        say(form, name, "failed", form.dataset.failed, () => send(name));
      }
      const changedMeanwhile = running.get(name);
      running.delete(name);
      if (changedMeanwhile) send(name);
      form.dataset.unsaved = Object.keys(store.read(form)).length || timers.size || running.size ? "yes" : "";
    };
    const later = (event) => {
      if (!isSaved(event.target)) return;
      const { name } = event.target;
      form.dataset.unsaved = "yes";
      say(form, name, "", "");
      clearTimeout(timers.get(name));
      timers.set(name, setTimeout(() => send(name), WAIT));
    };
    const now = (event) => { if (isSaved(event.target)) send(event.target.name); };
    form.addEventListener("input", later);
    form.addEventListener("change", now);
    form.addEventListener("focusout", (event) => { if (isSaved(event.target) && timers.has(event.target.name)) now(event); });
    form.addEventListener("submit", () => { timers.forEach(clearTimeout); timers.clear(); store.write(form, {}); form.dataset.unsaved = ""; });
    addEventListener("pagehide", () => { for (const name of [...timers.keys()]) send(name); });
    addEventListener("online", () => { for (const name of Object.keys(store.read(form))) send(name); });
    for (const [name, { values, at }] of Object.entries(store.read(form))) {
      if (Date.now() - at > KEEP_DAYS * 864e5) { store.drop(form, name); continue; }
      for (const element of form.elements) {
        if (element.name !== name) continue;
        if (element.type === "checkbox" || element.type === "radio") element.checked = values.includes(element.value);
        else if (element.multiple) for (const option of element.options) option.selected = values.includes(option.value);
        else [element.value] = values;
      }
      send(name);
    }
  };

  document.addEventListener("submit", (event) => { if (event.target.matches("[data-sign-out]")) store.clear(); });
  const start = (within) => within.querySelectorAll("form[data-autosave]").forEach((form) => { if (!form.dataset.attached) { form.dataset.attached = "yes"; attach(form); } });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => start(document)); else start(document);
  document.addEventListener("htmx:load", (event) => start(event.detail.elt.parentNode || document));
})();
