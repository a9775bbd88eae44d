// Keys of a field that stands in a cell of the list: Enter saves, Escape puts the row back.
"use strict";

(() => {
  let opened = ""; // the link the last field came from, to return to
  let ticked = false;

  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.("[data-cell]");
    if (!cell || event.isComposing || event.target.closest("button")) return;
    if (event.key === "Enter" && !event.shiftKey) cell.querySelector("[data-cell-save]").click();
    else if (event.key === "Escape") cell.querySelector("[data-cell-shut]").click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { elt, target } = event.detail.requestConfig ? { elt: event.detail.requestConfig.elt, target: event.detail.target } : event.detail;
    const row = target.closest?.("[data-item]");
    if (elt?.id?.startsWith("cell-")) opened = elt.id;
    ticked = row?.querySelector("input[name=pick]")?.checked ?? false;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const row = event.detail.elt.closest?.("[data-item]");
    if (!row) return;
    const field = row.querySelector("[data-cell] [autofocus]");
    const link = document.getElementById(opened);
    if (field && event.detail.elt.matches("td")) {
      field.focus();
      field.select?.();
    } else if (link && row.contains(link)) {
      link.focus();
      const box = row.querySelector("input[name=pick]");
      if (box && ticked) box.checked = true;
    }
  });
})();
