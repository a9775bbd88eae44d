// Keys of a field that stands in a cell of the list: Enter saves, Escape puts the row back.
"use strict";

(() => {
  let opened = ""; // the link the last field came from, to return to
  let wasTicked = false;

  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.("[data-cell]");
    if (!cell || event.isComposing || event.target.closest("button, a")) return;
    if (event.key === "Enter" && !event.shiftKey) cell.querySelector("[data-cell-save]").click();
    else if (event.key === "Escape") cell.querySelector("[data-cell-shut]").click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const asking = event.detail.requestConfig.elt;
    const box = asking.closest("[data-item]")?.querySelector("input[name=pick]");
    if (box) wasTicked = box.checked;
    if (asking.id.startsWith("cell-")) opened = asking.id;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!event.detail.elt.matches("[data-item]")) return;
    const box = event.detail.elt.querySelector("input[name=pick]");
    if (box) box.checked = wasTicked;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const place = event.detail.elt;
    const field = place.querySelector("[data-cell] [autofocus]");
    if (place.matches("[data-item]")) document.getElementById(opened)?.focus();
    else if (field) {
      field.focus();
      field.select?.();
    }
  });
})();
