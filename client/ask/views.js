// Puts one view in the place of another, and leaves nothing of a secret one behind.

import { show } from "../sealed/dom.js";

/** @typedef {import("../sealed/dom.js").Child} Child */

let guarded = false;

/**
 * Show a view in the page's content; its heading takes the focus.
 * @param {...Child} children
 */
export function showView(...children) {
  const main = document.getElementById("main");
  if (!main) return;
  show(main, ...children);
  // Ways to other pages would lose what is shown once; the way out and the first page stay.
  for (const way of document.querySelectorAll(".languages, .govuk-back-link")) way.remove();
  const heading = main.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/**
 * From now on the page is empty when it is left: browsers keep pages whole, and would show them to whoever goes back.
 * @param {() => void} forget what to let go of
 */
export function guard(forget) {
  addEventListener("pagehide", forget);
  if (guarded) return;
  guarded = true;
  addEventListener("pagehide", () => document.getElementById("main")?.replaceChildren());
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
