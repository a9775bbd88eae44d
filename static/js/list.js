// The list of items: keys, ticks over a range, and a filter that follows the address.
"use strict";

(() => {
  const filter = document.getElementById("filter");
  if (!filter) return;
  const columns = [...filter.querySelectorAll("[name=col]")];
  const usualColumns = ticked(columns);
  let lastBox = null;

  function ticked(boxes) {
    return boxes.filter((box) => box.checked || box.type === "hidden").map((box) => box.value).join();
  }

  const rows = () => [...document.querySelectorAll("#found [data-item]")];
  const boxes = () => [...document.querySelectorAll("#found input[name=pick]")];
  const place = (row) => row.querySelector(".name a");

  // Keys
  function step(by) {
    const all = rows();
    const here = all.indexOf(document.activeElement?.closest("[data-item]"));
    const next = here < 0 ? all[by > 0 ? 0 : all.length - 1] : all[here + by];
    if (next) place(next)?.focus();
  }

  const isTyping = (target) => target.closest("select, textarea, input:not([type=checkbox]), [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyping(event.target)) return;
    const row = event.target.closest("[data-item]");
    const onName = row && event.target === place(row);
    const key = event.key;
    if (key === "/") {
      const fold = filter.previousElementSibling;
      if (fold?.matches("details")) fold.open = true;
      filter.elements.q.focus();
    } else if (key === "j" || (key === "ArrowDown" && onName)) step(1);
    else if (key === "k" || (key === "ArrowUp" && onName)) step(-1);
    else if (key === "x" && row) row.querySelector("input[name=pick]")?.click();
    else return;
    event.preventDefault();
  });

  // Ticks
  function tellTicks() {
    const all = boxes();
    const count = all.filter((box) => box.checked).length;
    const bar = document.querySelector("#found [data-bulk]");
    if (!bar) return;
    const whole = bar.querySelector("#pick-page");
    bar.querySelector("[data-pick-page]").hidden = false;
    bar.querySelector("[data-pick-page-count]").textContent = all.length;
    whole.checked = count === all.length;
    whole.indeterminate = count > 0 && count < all.length;
    const isAll = bar.querySelector("[name=all]")?.checked;
    bar.querySelector("[data-pick-count]").textContent = isAll || !count ? "" : `เลือก ${count} รายการ`;
  }

  document.addEventListener("click", (event) => {
    const box = event.target;
    if (!box.matches("#found input[name=pick]")) return;
    const all = boxes();
    if (event.shiftKey && all.includes(lastBox)) {
      const [from, to] = [all.indexOf(lastBox), all.indexOf(box)].sort((a, b) => a - b);
      for (const between of all.slice(from, to + 1)) between.checked = box.checked;
    }
    lastBox = box;
    tellTicks();
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "pick-page") for (const box of boxes()) box.checked = event.target.checked;
    if (event.target.closest("[data-bulk]")) tellTicks();
  });

  // An address without what is empty or usual
  filter.addEventListener("htmx:configRequest", (event) => {
    const sent = event.detail.formData;
    for (const [name, value] of [...sent]) if (!value) sent.delete(name);
    for (const name of ["sort", "size"]) {
      if (sent.get(name) === filter.elements[name].options[0].value) sent.delete(name);
    }
    const isAsked = new URLSearchParams(location.search).has("col");
    if (!isAsked && ticked(columns) === usualColumns) sent.delete("col");
  });

  // A link that sorts or takes a filter off changes the address; the form says the same
  function follow(path) {
    const asked = new URL(path, location).searchParams;
    for (const control of filter.elements) {
      if (!control.name || control.type === "hidden") continue;
      if (control.type === "checkbox") {
        if (control.name !== "col" || asked.has("col")) control.checked = asked.getAll(control.name).includes(control.value);
      } else control.value = asked.get(control.name) ?? control.options?.[0].value ?? "";
      control.dispatchEvent(new Event("input"));
    }
    filter.querySelector("[data-months] input")?.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function markFaults() {
    for (const place of filter.querySelectorAll(".invalid-feedback[id]")) {
      const control = document.getElementById(place.id.replace(/_error$/, ""));
      const isFault = Boolean(place.textContent.trim());
      control?.setAttribute("aria-invalid", isFault);
      control?.setAttribute("aria-describedby", place.id);
    }
  }

  document.addEventListener("htmx:pushedIntoHistory", (event) => follow(event.detail.path));
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "found") return;
    markFaults();
    tellTicks();
    const found = document.getElementById("found");
    if (document.activeElement === document.body) found.focus({ preventScroll: true });
  });
  window.addEventListener("pageshow", tellTicks); // going back brings ticks back
  markFaults();
})();
