// Hints beside the form of an item: texts used before, and what they fill in. Nothing is filled unasked.
"use strict";

for (const part of document.querySelectorAll("[data-with-script]")) part.hidden = false;

function labelOf(control) {
  return control.labels[0].textContent.replace(/\(.*\)/, "").trim();
}

function put(control, value) {
  control.value = value;
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

// Offer to fill the fields that are still empty from the item whose name was chosen
function offerFills(field, fills, year) {
  const place = document.getElementById(`words-${field.name}`);
  const empty = Object.entries(fills)
    .map(([name, value]) => [document.getElementById(`id_${name}`), String(value)])
    .filter(([control]) => control && !control.value);
  if (!empty.length) return;
  const names = empty.map(([control]) => labelOf(control)).join(" · ");
  const box = document.createElement("div");
  box.className = "box box-info";
  const words = document.createElement("p");
  words.textContent = `รายการปี ${year} ชื่อนี้มี ${names} ซึ่งช่องในหน้านี้ยังว่าง`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-outline-primary";
  button.textContent = `เติม ${empty.length} ช่องที่ยังว่าง`;
  button.addEventListener("click", () => {
    for (const [control, value] of empty) if (!control.value) put(control, value);
    box.remove();
    field.focus();
    document.getElementById("status").textContent = `เติมแล้ว: ${names}`;
  });
  box.append(words, button);
  place.replaceChildren(box);
}

document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-words-for]");
  if (!chosen) return;
  const field = document.getElementById(chosen.dataset.wordsFor);
  put(field, chosen.dataset.text);
  document.getElementById(`words-${field.name}`).replaceChildren();
  field.focus();
  document.body.dispatchEvent(new Event("wording")); // what it may repeat is looked up again
  if (chosen.dataset.fills) offerFills(field, JSON.parse(chosen.dataset.fills), chosen.dataset.year);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const field = event.target.closest("[data-quiet]") ?? document.getElementById(event.target.dataset?.wordsFor);
  const place = field && document.getElementById(`words-${field.name}`);
  if (!place?.children.length) return;
  place.replaceChildren();
  field.focus();
});
