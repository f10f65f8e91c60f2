// Chooses the browser's own time zone in select[data-guess-zone="yes"], where nobody has chosen one yet.
document.addEventListener("DOMContentLoaded", () => {
  for (const select of document.querySelectorAll('select[data-guess-zone="yes"]')) {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own === "UTC" || ![...select.options].some((option) => option.value === own)) continue;
    select.value = own;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
