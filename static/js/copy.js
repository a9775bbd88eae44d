// Adds a button that copies the line of text beside it.
"use strict";

for (const field of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  const status = document.createElement("span");
  button.type = "button";
  button.className = "btn btn-outline-primary my-2 me-2";
  button.textContent = "คัดลอก";
  status.className = "hint";
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = "คัดลอกแล้ว";
    } catch {
      status.textContent = "เลือกข้อความให้แล้ว คัดลอกจากเมนูของเครื่อง";
    }
  });
  field.addEventListener("focus", () => field.select());
  field.after(button, status);
}
