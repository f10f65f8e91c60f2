// Nicer lists of many ticks: [data-terms] gets a box to search in and chips of what is ticked.
(() => {
  const fold = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const attach = (box) => {
    const [head, input, chips] = ["[data-terms-head]", "[data-terms-search]", "[data-terms-chosen]"].map((one) => box.querySelector(one));
    const choices = [...box.querySelectorAll(".choice")];
    const groups = [...box.querySelectorAll("details")];
    if (box.closest("[data-fold]")) for (const group of groups) group.open = false;
    const wasOpen = new Map(groups.map((group) => [group, group.open]));
    const showChosen = () => {
      chips.replaceChildren();
      for (const choice of choices) {
        const tick = choice.querySelector("input");
        if (!tick.checked) continue;
        const chip = Object.assign(document.createElement("button"), { type: "button", className: "chip chip-remove" });
        chip.append(choice.textContent.trim(), Object.assign(document.createElement("span"), { textContent: "×", ariaHidden: "true" }));
        chip.setAttribute("aria-label", `${box.dataset.remove} ${choice.textContent.trim()}`);
        chip.addEventListener("click", () => { tick.checked = false; tick.dispatchEvent(new Event("change", { bubbles: true })); input.focus(); });
        chips.append(chip);
      }
      for (const group of groups) {
        const count = group.querySelectorAll("input:checked").length;
        group.querySelector(".count").textContent = count || "";
      }
    };
    const filter = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      for (const choice of choices) choice.hidden = !words.every((word) => fold(choice.textContent).includes(word));
      for (const group of groups) {
        group.hidden = ![...group.querySelectorAll(".choice")].some((choice) => !choice.hidden);
        group.open = words.length ? !group.hidden : wasOpen.get(group);
      }
    };
    head.hidden = false;
    input.addEventListener("input", filter);
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    box.addEventListener("change", (event) => { if (event.target !== input) showChosen(); });
    for (const group of groups) group.addEventListener("toggle", () => { if (!input.value) wasOpen.set(group, group.open); });
    showChosen();
  };
  const start = () => document.querySelectorAll("[data-terms]:not([data-attached])").forEach((box) => { box.dataset.attached = "yes"; attach(box); });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
  document.addEventListener("htmx:load", start);
})();
