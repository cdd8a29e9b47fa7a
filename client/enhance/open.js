// Opens a link with data-open="id" in its place: fetches the page it leads to and puts that page's element of the same id here.
// Without scripts it is an ordinary link to a page that does the same.

import { replaceParts } from "./submit.js";

/** @param {MouseEvent} event */
async function onClick(event) {
  const target = event.target;
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = target.closest("a[data-open]");
  if (!(link instanceof HTMLAnchorElement) || !link.dataset.open) return;
  event.preventDefault();
  const response = await fetch(link.href, { headers: { "X-Partial": link.dataset.open }, credentials: "same-origin" });
  const answer = new DOMParser().parseFromString(await response.text(), "text/html");
  const placed = replaceParts(document, answer, [link.dataset.open])[0];
  if (!placed) {
    location.assign(link.href);
    return;
  }
  document.dispatchEvent(new CustomEvent("page:changed", { detail: [placed] }));
  const field = placed.querySelector("textarea, select, input:not([type=hidden]):not([type=radio])");
  if (field instanceof HTMLElement) field.focus();
}

/** Begin to listen. */
export function startOpening() {
  document.addEventListener("click", (event) => void onClick(event));
}
