// The review queue by keyboard: a letter presses the button that shows it; Esc leaves a field.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
  const form = document.getElementById("decide");
  if (event.key === "Escape" && typing) { event.target.blur(); return; }
  if (typing) {
    // Enter in a field means the change that was typed, not the first button of the form.
    if (event.key === "Enter" && form && form.contains(event.target)) {
      event.preventDefault();
      const fix = form.querySelector('[value="fix"]');
      if (event.target.name === "who") return;
      form.requestSubmit(fix);
    }
    return;
  }
  const control = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!control) return;
  event.preventDefault();
  const who = form && form.querySelector('input[name="who"]');
  if (who && !who.value && control.form === form) { who.focus(); return; }
  const field = control.dataset.focus && document.getElementById(control.dataset.focus);
  if (field) { field.focus(); if (field.select) field.select(); return; }
  control.click();
});
