// A link with data-open="id" brings the same element of the page it leads to into this page, instead of leaving it.
// Without scripts, with a modifier key, or when anything is amiss, it is an ordinary link.

import { replaceParts } from "./submit.js";

/**
 * Tell whether a click asks for nothing but to follow the link here.
 * @param {{button: number, ctrlKey: boolean, metaKey: boolean, shiftKey: boolean, altKey: boolean, defaultPrevented: boolean}} click
 * @returns {boolean}
 */
export function isOrdinary(click) {
  return click.button === 0 && !(click.ctrlKey || click.metaKey || click.shiftKey || click.altKey || click.defaultPrevented);
}

/** @param {HTMLAnchorElement} link */
async function bring(link) {
  const id = link.dataset.open ?? "";
  try {
    const response = await fetch(link.href, { headers: { "X-Partial": id }, credentials: "same-origin" });
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    const placed = response.ok ? replaceParts(document, answer, [id]) : [];
    const part = placed[0];
    if (!part) return location.assign(link.href);
    document.dispatchEvent(new CustomEvent("page:changed", { detail: placed }));
    const field = part.querySelector("[aria-invalid=true], input:not([type=hidden]):not([type=radio]), select, textarea");
    if (field instanceof HTMLElement) field.focus();
    part.scrollIntoView({ block: "nearest" });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // fetch reports a lost connection as a TypeError
    location.assign(link.href);
  }
}

/** Begin to listen. */
export function startOpening() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-open]") : null;
    if (!(link instanceof HTMLAnchorElement) || !isOrdinary(event)) return;
    event.preventDefault();
    void bring(link);
  });
}
