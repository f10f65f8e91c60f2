// Narrows a list on the page while somebody types: input[data-filter="#id"] hides rows that lack the words.
(() => {
  const fold = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const apply = (input) => {
    const list = document.querySelector(input.dataset.filter);
    if (!list) return;
    const rows = [...(list.tBodies ? list.tBodies[0].rows : list.children)];
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !words.every((word) => fold(row.textContent).includes(word));
      if (!row.hidden) shown += 1;
    }
    const count = input.closest("[data-field], label, form, div")?.querySelector("[data-filter-count]");
    if (count) count.textContent = words.length ? `${shown} / ${rows.length}` : "";
  };
  document.addEventListener("input", (event) => { if (event.target.dataset.filter) apply(event.target); });
  const start = () => document.querySelectorAll("[data-filter]").forEach((input) => { (input.closest("[hidden]") || input).hidden = false; if (input.value) apply(input); });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
