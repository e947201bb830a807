// What every page needs of a script: the CSRF token for htmx's requests, filters folded where there is no room.
"use strict";
function fold(root) {
  if (matchMedia("(max-width: 760px)").matches) root.querySelectorAll("details.fold").forEach((one) => { one.open = false; });
}
fold(document);
document.addEventListener("htmx:afterSwap", (event) => fold(event.detail.elt.ownerDocument));
document.addEventListener("htmx:configRequest", (event) => {
  const field = document.querySelector('input[name="csrf"]');
  if (field) event.detail.headers["X-CSRF-Token"] = field.value;
});
