// The editor of a section's text: fields go in where the cursor is, marks at the start of a line.
"use strict";

(() => {
  const area = document.querySelector("[data-text-editor] textarea");
  if (!area) return;

  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-outline-primary";
    made.append(label);
    made.addEventListener("click", act);
    return made;
  };
  const put = (text, start, end) => {
    area.setRangeText(text, start, end, "end");
    area.focus();
  };

  const marks = document.createElement("div");
  marks.className = "actions";
  marks.setAttribute("role", "group");
  marks.setAttribute("aria-label", "ทำบรรทัดที่กำลังพิมพ์เป็น");
  for (const [label, mark] of [["หัวข้อ", "# "], ["ข้อที่มีเลข", "1. "], ["ข้อที่ไม่มีเลข", "- "]]) {
    marks.append(button(label, () => {
      const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
      const old = /^(?:# |- |[0-9๐-๙]{1,2}\. )?/.exec(area.value.slice(start))[0];
      let wanted = mark;
      if (mark === "1. ") {
        const before = /(?:^|\n)([0-9]{1,2})\. [^\n]*\n$/.exec(area.value.slice(0, start));
        if (before) wanted = `${Number(before[1]) + 1}. `;
      }
      const caret = Math.max(start, area.selectionStart - old.length);
      area.setRangeText(wanted, start, start + old.length, "end");
      area.setSelectionRange(caret + wanted.length, caret + wanted.length);
      area.focus();
    }));
  }
  area.before(marks);

  for (const code of document.querySelectorAll("[data-insert]")) {
    const field = code.textContent;
    const made = button(field, () => put(field, area.selectionStart, area.selectionEnd));
    made.setAttribute("aria-label", `ใส่ช่อง ${field} ${code.parentElement.querySelector("span").textContent}`);
    made.className += " text-break text-start";
    code.replaceWith(made);
  }
})();
