// Files dropped anywhere on the form go into its field.
"use strict";
(() => {
  const form = document.getElementById("give");
  if (!form) return;
  const field = form.querySelector('input[type="file"]');
  for (const name of ["dragover", "dragleave", "drop"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.toggle("over", name === "dragover");
      if (name === "drop") field.files = event.dataTransfer.files;
    });
  }
})();
