// A field and the characters that it was read from light one another; a click on the text tells the rules.
"use strict";
(() => {
  const pair = document.getElementById("pair");
  if (!pair) return;
  const spans = [...pair.querySelectorAll("[data-r]")];
  const why = document.getElementById("why");
  let pinned = null;

  function dark() {
    pair.classList.remove("lighting");
    pair.querySelectorAll(".on, .whole").forEach((node) => node.classList.remove("on", "whole"));
  }
  function light(control, scroll) {
    dark();
    const record = control.closest(".record");
    const refs = control.dataset.ref.split(" ");
    const found = [];
    for (const span of spans) {
      const mine = span.dataset.r.split(" ");
      if (refs.some((ref) => mine.includes(ref))) { span.classList.add("on"); found.push(span); }
      else if (record && mine.includes(record.dataset.ref)) span.classList.add("whole");
    }
    if (found.length) pair.classList.add("lighting");
    if (record) record.classList.add("on");
    if (control.classList.contains("f")) control.classList.add("on");
    if (scroll && found.length) {
      const box = found[0].getBoundingClientRect();
      if (box.top < 90 || box.bottom > innerHeight - 40) found[0].scrollIntoView({ block: "center" });
    }
  }
  function release() {
    dark();
    if (pinned) light(pinned, false);
  }
  function controlOf(event) {
    return event.target.closest && event.target.closest(".f[data-ref]");
  }
  pair.addEventListener("pointerover", (event) => { const control = controlOf(event); if (control) light(control, false); });
  pair.addEventListener("pointerout", (event) => { if (controlOf(event)) release(); });
  pair.addEventListener("focusin", (event) => {
    const control = controlOf(event);
    if (control && control.matches(":focus-visible")) light(control, true);
  });
  pair.addEventListener("focusout", (event) => { if (controlOf(event)) release(); });
  pair.addEventListener("click", (event) => {
    const control = controlOf(event);
    if (control) {
      pinned = pinned === control ? null : control;
      release();
      if (pinned) light(pinned, true);
      return;
    }
    const span = event.target.closest("[data-r]");
    if (span) tell(span);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pinned = null;
    dark();
    why.replaceChildren();
  });

  // From the text to the record: every value read from these characters, with its rule.
  function tell(span) {
    const refs = span.dataset.r.split(" ");
    const rows = [...pair.querySelectorAll(".proof[data-of]")].filter((row) => row.dataset.of.split(" ").some((ref) => refs.includes(ref)));
    const list = document.createElement("ul");
    for (const row of rows) {
      const item = document.createElement("li");
      const cells = [...row.children].map((cell) => cell.textContent.trim()).filter(Boolean);
      const rule = document.createElement("code");
      rule.textContent = cells.length > 1 ? cells.pop() : why.dataset.none;
      item.append(`${cells.join(" · ")} `, rule);
      list.append(item);
    }
    const head = document.createElement("h2");
    head.textContent = why.dataset.title;
    why.replaceChildren(head, list);
    const inner = refs.slice().reverse();
    const target = [...pair.querySelectorAll(".f[data-ref]")].find((node) => node.dataset.ref.split(" ").some((ref) => inner.includes(ref) && ref.includes(".")))
      || pair.querySelector(`.record[data-ref="${CSS.escape(inner.find((ref) => /^r\d+$/.test(ref)) || "")}"] .f`);
    if (target) { pinned = target; light(target, false); target.scrollIntoView({ block: "nearest" }); }
  }

  document.querySelectorAll(".legend input[data-kind]").forEach((box) => {
    box.addEventListener("change", () => pair.classList.toggle(`no-${box.dataset.kind}`, !box.checked));
  });

  // A link to a record shows its clause.
  const whole = pair.dataset.lit && spans.find((span) => span.dataset.r.split(" ").includes(pair.dataset.lit));
  if (whole) whole.scrollIntoView({ block: "center" });
})();
