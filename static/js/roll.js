// The roll of a meeting: counts who is there while it is ticked; saving counts again.
"use strict";

(() => {
  const told = document.querySelector("[data-quorum]");
  if (!told) return;
  const seats = told.dataset.seats;
  const quorum = Number(told.dataset.quorum);
  const came = 'input[type="radio"]:checked:is([value="present"], [value="represented"])';

  const count = () => {
    const there = document.querySelectorAll(`[data-roll] ${came}`).length;
    const state = there >= quorum ? "ครบองค์ประชุม" : "ยังไม่ครบองค์ประชุม";
    told.textContent = `มา ${there} จาก ${seats} ต้องมี ${quorum} ${state}`;
  };
  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-roll]")) count();
  });
  count();
})();
