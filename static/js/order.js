// Moves the rows of an ordering page at once, by buttons or by dragging; without it the server does.
"use strict";

const list = document.querySelector("[data-order]");
const orderStatus = document.querySelector("[data-order-status]");

function renumber() {
  const rows = [...list.children];
  rows.forEach((row, index) => {
    row.querySelector("input[name^=place-]").value = index + 1;
    row.querySelector("[value^='up ']").hidden = index === 0;
    row.querySelector("[value^='down ']").hidden = index === rows.length - 1;
  });
  orderStatus.textContent = orderStatus.dataset.words;
}

list.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=move]");
  if (!button) return;
  event.preventDefault();
  const row = button.closest("tr");
  const isUp = button.value.startsWith("up ");
  if (isUp) row.previousElementSibling?.before(row);
  else row.nextElementSibling?.after(row);
  renumber();
  const other = row.querySelector(isUp ? "[value^='down ']" : "[value^='up ']");
  (button.hidden ? other : button).focus();
});

// A typed place moves its row when the field is left, as the server would.
list.addEventListener("change", (event) => {
  const input = event.target.closest("input[name^=place-]");
  const place = input && Number(input.value.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)));
  if (!input || !Number.isInteger(place) || place < 1) return;
  const row = input.closest("tr");
  const others = [...list.children].filter((other) => other !== row);
  if (place > others.length) list.append(row);
  else others[place - 1].before(row);
  renumber();
  input.focus();
});

let dragged = null;
for (const row of list.children) row.draggable = true;
list.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("tr");
  event.dataTransfer.effectAllowed = "move";
});
list.addEventListener("dragover", (event) => {
  const over = event.target.closest("tr");
  if (!dragged || !over) return;
  event.preventDefault();
  if (over === dragged) return;
  const { top, height } = over.getBoundingClientRect();
  if (event.clientY < top + height / 2) over.before(dragged);
  else over.after(dragged);
});
list.addEventListener("dragend", () => {
  dragged = null;
  renumber();
});
