// Makes pages shorter to use; every page works without it.
"use strict";

const SHORT_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];
const FULL_MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"];
const WEEKDAYS = ["อาทิตย์", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์"];

function arabic(text) {
  return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
}

function element(name, attributes, text) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

// Thai words for an amount of money below a million million baht
function inWords(number, follows = false) {
  const names = ["", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"];
  const places = ["", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน"];
  if (number.length > 6) {
    return inWords(number.slice(0, -6)) + "ล้าน" + inWords(number.slice(-6), true);
  }
  return [...number].map((figure, at) => {
    const digit = Number(figure);
    const place = number.length - 1 - at;
    if (!digit) return "";
    if (place === 1 && digit === 1) return "สิบ";
    if (place === 1 && digit === 2) return "ยี่สิบ";
    if (place === 0 && digit === 1 && (Number(number) > 1 || follows)) return "เอ็ด";
    return names[digit] + places[place];
  }).join("");
}

function moneyEcho(text) {
  const plain = arabic(text).replace(/[,\s]/g, "");
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(plain)) return "";
  const [whole, part = ""] = plain.split(".");
  const baht = whole.replace(/^0+(?=\d)/, "");
  const satang = part.padEnd(2, "0");
  const figures = baht.replace(/\B(?=(\d{3})+$)/g, ",") + "." + satang;
  const words = Number(satang)
    ? (Number(baht) ? inWords(baht) + "บาท" : "") + inWords(satang.replace(/^0/, "")) + "สตางค์"
    : (Number(baht) ? inWords(baht) : "ศูนย์") + "บาทถ้วน";
  return `${figures} บาท (${words})`;
}

function dateEcho(text) {
  const found = arabic(text).trim().match(/^(\d{1,2})[\s/.-]+(\d{1,2}|[ก-๙.]+)[\s/.-]+(?:พ\.ศ\.\s*)?(\d{4})$/);
  if (!found) return "";
  const [, day, name, year] = found;
  const month = /^\d/.test(name) ? Number(name) - 1
    : Math.max(SHORT_MONTHS.indexOf(name), FULL_MONTHS.indexOf(name));
  const date = new Date(Date.UTC(Number(year) - 543, month, Number(day)));
  if (Number(year) < 2400 || date.getUTCMonth() !== month || date.getUTCDate() !== Number(day)) return "";
  return `วัน${WEEKDAYS[date.getUTCDay()]}ที่ ${Number(day)} ${FULL_MONTHS[month]} ${year}`;
}

// Repeat a typed amount or date in words below the field. While typing, not on leaving: a line that
// appears under a pressed mouse moves the button away from it, and the click is lost.
function addEcho(input, echo) {
  const output = element("output", { class: "hint d-block", for: input.id });
  input.after(output);
  const show = () => { output.textContent = echo(input.value); };
  input.addEventListener("input", show);
  show();
}

// "ต.ค. – ธ.ค. 2568, มี.ค. 2569" out of the ticked months; a run does not cross the new year
function monthRanges(picker) {
  const ranges = [];
  for (const year of picker.querySelectorAll("[data-year]")) {
    let run = [];
    const close = () => {
      if (run.length) ranges.push((run.length > 1 ? `${run[0]} – ${run.at(-1)}` : run[0]) + ` ${year.dataset.year}`);
      run = [];
    };
    for (const box of year.querySelectorAll("input")) {
      if (box.checked) run.push(box.dataset.short);
      else close();
    }
    close();
  }
  return ranges.join(", ");
}

function addMonthHelp(picker) {
  const boxes = [...picker.querySelectorAll("input[type=checkbox]")];
  const status = element("p", { class: "hint", role: "status" });
  const show = () => {
    const count = boxes.filter((box) => box.checked).length;
    status.textContent = count ? `เลือก ${count} เดือน: ${monthRanges(picker)}` : "ยังไม่ได้เลือกเดือน";
  };
  const row = element("div", { class: "actions no-print" });
  for (const [words, isChecked] of [["ทั้งปี", true], ["ล้าง", false]]) {
    const button = element("button", { type: "button", class: "btn btn-outline-primary" }, words);
    button.addEventListener("click", () => {
      for (const box of boxes) box.checked = isChecked;
      boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
    });
    row.append(button);
  }
  picker.addEventListener("change", show);
  picker.querySelector(".years").after(row, status);
  addMonthRanges(picker, boxes);
  show();
}

// Beside ticking one by one: Shift and a click takes a range, and so does drawing over months.
function addMonthRanges(picker, boxes) {
  const set = (from, to, isChecked) => {
    const [first, last] = [boxes.indexOf(from), boxes.indexOf(to)].sort((a, b) => a - b);
    for (const box of boxes.slice(first, last + 1)) box.checked = isChecked;
    to.dispatchEvent(new Event("change", { bubbles: true }));
  };
  let anchor = null;
  let drawn = null; // the month where drawing began, and what it makes of the others
  let hasDrawn = false;
  picker.addEventListener("click", (event) => {
    if (hasDrawn) event.preventDefault();
    hasDrawn = false;
    const box = event.target;
    if (!boxes.includes(box)) return;
    if (event.shiftKey && anchor && anchor !== box) set(anchor, box, box.checked);
    anchor = box;
  }, true);
  picker.addEventListener("pointerdown", (event) => {
    const box = event.target.closest("label")?.querySelector("input");
    hasDrawn = false;
    drawn = event.pointerType === "mouse" && box && !event.shiftKey ? { box, isChecked: !box.checked } : null;
  });
  picker.addEventListener("pointerover", (event) => {
    const box = event.target.closest("label")?.querySelector("input");
    if (!drawn || !box || event.buttons !== 1 || (box === drawn.box && !hasDrawn)) return;
    hasDrawn = true;
    set(drawn.box, box, drawn.isChecked);
  });
  document.addEventListener("pointerup", () => { drawn = null; });
}

// Ask before leaving a form with unsaved typing; one click sends once
function guard(form) {
  const typed = () => new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, value.name ?? value])).toString();
  const before = typed();
  let isSending = false;
  form.addEventListener("submit", () => { isSending = true; });
  window.addEventListener("pageshow", () => { isSending = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!isSending && typed() !== before) event.preventDefault();
  });
}

// What is being typed stays in this tab until it is saved: when the session has ended meanwhile, or
// the line was lost, the form offers it again. Kept by member, for a tab may see more than one.
const DRAFT_SENT = "draft-sent";
const drafts = (() => {
  try {
    return window.sessionStorage;
  } catch { // a browser may forbid it; then nothing is kept
    return { getItem: () => null, setItem: () => {}, removeItem: () => {} };
  }
})();

function draftKey(form) {
  const sentTo = new URL(form.action, location);
  return `draft ${form.dataset.draft} ${sentTo.pathname}${sentTo.search}`;
}

function typedFields(form) {
  const hidden = new Set([...form.querySelectorAll("input[type=hidden]")].map((input) => input.name));
  return [...new FormData(form)].filter(([name, value]) => !hidden.has(name) && typeof value === "string");
}

function fillFields(form, fields) {
  for (const control of form.elements) {
    if (!control.name || control.type === "hidden" || control.tagName === "BUTTON") continue;
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
    control.dispatchEvent(new Event(control.type === "checkbox" ? "change" : "input", { bubbles: true }));
  }
}

function keepDraft(form) {
  const key = draftKey(form);
  const before = JSON.stringify(typedFields(form));
  const kept = drafts.getItem(key);
  if (kept && JSON.stringify(JSON.parse(kept).fields) !== before) offerDraft(form, JSON.parse(kept), key);
  let timer = 0;
  const keep = () => {
    const fields = typedFields(form);
    if (JSON.stringify(fields) === before) drafts.removeItem(key);
    else {
      try { drafts.setItem(key, JSON.stringify({ at: Date.now(), fields })); } catch { /* no room is left */ }
    }
  };
  for (const change of ["input", "change"]) {
    form.addEventListener(change, () => { clearTimeout(timer); timer = setTimeout(keep, 300); });
  }
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep();
    drafts.setItem(DRAFT_SENT, key);
  });
}

function offerDraft(form, kept, key) {
  const at = new Date(kept.at);
  const time = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(".") + " น.";
  const box = element("div", { class: "box box-warning", role: "status" });
  const actions = element("div", { class: "actions" });
  const restore = element("button", { type: "button", class: "btn btn-outline-primary" }, "ใส่สิ่งที่พิมพ์ไว้กลับ");
  const drop = element("button", { type: "button", class: "btn btn-link" }, "ไม่ใช้แล้ว");
  restore.addEventListener("click", () => { fillFields(form, kept.fields); box.remove(); form.elements.name?.focus(); });
  drop.addEventListener("click", () => { drafts.removeItem(key); box.remove(); });
  actions.append(restore, drop);
  box.append(element("p", {}, `มีสิ่งที่ท่านพิมพ์ไว้เมื่อ ${time} แต่ยังไม่ได้บันทึก`), actions);
  form.prepend(box);
}

// A form that was sent and led on to another page was saved. Not so when the page is one of sign-in,
// or the same one: the form again with faults, or the choice between two people's values.
function dropSavedDraft() {
  const key = drafts.getItem(DRAFT_SENT);
  if (!key || document.querySelector("input[type=password]")) return;
  const isSame = key.endsWith(` ${location.pathname}${location.search}`);
  if (!isSame) drafts.removeItem(key);
  if (!isSame || document.querySelector("form[data-draft]")) drafts.removeItem(DRAFT_SENT);
}

// A box above a column of ticks that sets them all
function addTickAll(table) {
  const boxes = [...table.querySelectorAll(`input[name="${table.dataset.ticks}"]`)];
  const id = `all-${table.dataset.ticks}`;
  const all = element("input", { type: "checkbox", id, class: "form-check-input" });
  const row = element("div", { class: "form-check no-print" });
  const status = element("span", { class: "hint", role: "status" });
  const show = () => {
    const count = boxes.filter((box) => box.checked).length;
    all.checked = count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
    status.textContent = count ? `เลือก ${count} รายการ` : "";
  };
  row.append(all, element("label", { for: id, class: "form-check-label" }, "เลือกทั้งหมดที่แสดง"), status);
  all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; show(); });
  table.addEventListener("change", show);
  table.before(row);
  show();
}

function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.getAttribute("aria-busy") === "true") event.preventDefault();
    else form.setAttribute("aria-busy", "true");
    // A form that answers with a file leaves this page standing.
    setTimeout(() => form.removeAttribute("aria-busy"), 15000);
  });
  window.addEventListener("pageshow", () => form.removeAttribute("aria-busy"));
}

function tellFiles(input) {
  const list = element("ul", { class: "hint", "aria-live": "polite" });
  input.after(list);
  input.addEventListener("change", () => {
    list.replaceChildren(...[...input.files].map((file) => {
      const size = `${(file.size / 1048576).toFixed(1)} MB`;
      const limit = Number(input.dataset.maxBytes || 0);
      const warning = limit && file.size > limit ? ` ใหญ่เกิน ${Math.round(limit / 1048576)} MB` : "";
      return element("li", {}, `${file.name} ${size}${warning}`);
    }));
  });
}

function addReveal(input) {
  const id = `${input.id}-reveal`;
  const box = element("input", { type: "checkbox", id, class: "form-check-input" });
  const row = element("div", { class: "form-check" });
  row.append(box, element("label", { for: id, class: "form-check-label" }, "แสดงรหัสผ่าน"));
  box.addEventListener("change", () => { input.type = box.checked ? "text" : "password"; });
  input.after(row);
}

function enhance(root) {
  const each = (selector, improve) => {
    for (const found of root.querySelectorAll(selector)) {
      if (found.dataset.ready) continue;
      found.dataset.ready = "1";
      improve(found);
    }
  };
  each("[data-months]", addMonthHelp);
  each("input[inputmode=decimal]", (input) => addEcho(input, moneyEcho));
  each("input[data-date]", (input) => addEcho(input, dateEcho));
  each("input[type=file]", tellFiles);
  each("input[data-reveal]", addReveal);
  each("table[data-ticks]", addTickAll);
  each("form[method=post]", (form) => {
    sendOnce(form);
    if ("guard" in form.dataset) guard(form);
    if ("draft" in form.dataset) keepDraft(form);
  });
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll(".bar details[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

function tellTrouble() {
  document.getElementById("trouble")?.remove();
  const box = element("div", { class: "box box-danger", role: "alert", id: "trouble" });
  const line = element("p", {}, "ติดต่อระบบไม่ได้ สิ่งที่พิมพ์ไว้ยังอยู่ในหน้านี้ ");
  line.append(element("a", { href: location.href }, "ลองใหม่"));
  box.append(line);
  document.getElementById("content").prepend(box);
}

dropSavedDraft();
enhance(document);
document.querySelector("#refusal, #error-summary")?.focus();
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest(".bar details[open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});
document.addEventListener("htmx:beforeRequest", (event) => event.detail.target.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:afterRequest", (event) => event.detail.target.removeAttribute("aria-busy"));
document.addEventListener("htmx:load", (event) => {
  const made = event.detail.elt;
  if (made === document.body) return;
  enhance(made.parentElement);
  made.querySelector("#error-summary")?.focus();
  const words = made.matches("[data-status]") ? made : made.querySelector("[data-status]");
  if (words) document.getElementById("status").textContent = words.textContent;
});
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    if (!("quiet" in event.detail.elt.dataset)) tellTrouble(); // a hint that fails is no trouble
  });
}
window.addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("main details:not([open])")) {
    fold.dataset.folded = "1";
    fold.open = true;
  }
});
window.addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("details[data-folded]")) {
    fold.open = false;
    delete fold.dataset.folded;
  }
});
