// Asks before leaving while form[data-ask-before-leaving] or form[data-autosave] holds something unsaved.
(() => {
  const changed = new WeakSet();
  const note = (event) => { const form = event.target.form; if (form && "askBeforeLeaving" in form.dataset) changed.add(form); };
  document.addEventListener("input", note);
  document.addEventListener("change", note);
  document.addEventListener("submit", (event) => changed.delete(event.target));
  addEventListener("beforeunload", (event) => {
    const unsaved = [...document.forms].some((form) => changed.has(form) || form.dataset.unsaved === "yes");
    if (unsaved) event.preventDefault();
  });
})();
