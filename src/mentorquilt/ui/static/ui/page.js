// Every page: menus close on Escape and outside clicks, focus goes to the problems, htmx failures are said aloud.
(() => {
  const openMenus = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  const toProblems = (within) => { const summary = within.querySelector("[data-error-summary]"); if (summary) summary.focus(); };
  document.addEventListener("DOMContentLoaded", () => toProblems(document));
  document.addEventListener("htmx:afterSwap", (event) => toProblems(event.detail.target));
  const say = (words) => {
    const box = document.getElementById("messages");
    if (!box || !words) return;
    const notice = document.createElement("div");
    notice.className = "notice notice-bad";
    notice.setAttribute("role", "alert");
    notice.append(Object.assign(document.createElement("span"), { textContent: "" }), Object.assign(document.createElement("p"), { textContent: words }));
    box.replaceChildren(notice);
    box.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:responseError", () => say(document.body.dataset.failed));
  document.addEventListener("htmx:sendError", () => say(document.body.dataset.offline));
})();
