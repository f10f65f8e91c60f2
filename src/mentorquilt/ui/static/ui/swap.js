// Drag one card onto another row inside [data-swap="preview address"]: a chip says what would change before letting go.
// Cards: [data-swap-card="ref"]; rows: [data-swap-row="ref"]; form[data-swap-form] with inputs named moved and onto.
// Without dragging: each row's own buttons lead to the same form.
(() => {
  const attach = (area) => {
    const form = area.querySelector("[data-swap-form]");
    const chip = Object.assign(document.createElement("div"), { className: "swap-chip", hidden: true });
    chip.setAttribute("role", "status");
    const known = new Map();
    let moved = null;
    let over = null;
    area.append(chip);
    for (const card of area.querySelectorAll("[data-swap-card]")) card.draggable = true;

    const preview = async (onto) => {
      const address = new URL(area.dataset.swap, location.href);
      address.searchParams.set("moved", moved);
      address.searchParams.set("onto", onto);
      if (!known.has(address.search)) {
        known.set(address.search, fetch(address, { headers: { "HX-Request": "true" } }).then((answer) => {
          if (!answer.ok) throw new Error(answer.status);
          return answer.text();
        }));
      }
      try { return await known.get(address.search); } catch { known.delete(address.search); return ""; }
    };
    const leave = () => {
      if (over) over.classList.remove("is-marked");
      over = null;
      chip.hidden = true;
    };
    area.addEventListener("dragstart", (event) => {
      const card = event.target.closest("[data-swap-card]");
      if (!card) return;
      moved = card.dataset.swapCard;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", moved);
      card.classList.add("is-moving");
    });
    area.addEventListener("dragover", async (event) => {
      const row = event.target.closest("[data-swap-row]");
      if (!moved || !row || row.dataset.swapRow === moved) { leave(); return; }
      event.preventDefault();
      const room = area.getBoundingClientRect();
      chip.style.setProperty("inset-inline-start", `${event.clientX - room.left + 16}px`);
      chip.style.setProperty("inset-block-start", `${event.clientY - room.top + 16}px`);
      if (row === over) return;
      leave();
      over = row;
      row.classList.add("is-marked");
      chip.textContent = "…";
      chip.hidden = false;
      const words = await preview(row.dataset.swapRow);
      if (over === row) chip.innerHTML = words || area.dataset.swapFailed || "?";
    });
    area.addEventListener("drop", (event) => {
      const row = event.target.closest("[data-swap-row]");
      if (!moved || !row || !form) return;
      event.preventDefault();
      form.elements.moved.value = moved;
      form.elements.onto.value = row.dataset.swapRow;
      form.requestSubmit();
    });
    area.addEventListener("dragend", () => {
      for (const card of area.querySelectorAll(".is-moving")) card.classList.remove("is-moving");
      leave();
      moved = null;
    });
  };
  const start = () => document.querySelectorAll("[data-swap]:not([data-attached])").forEach((area) => { area.dataset.attached = "yes"; attach(area); });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
  document.addEventListener("htmx:load", start);
})();
