// Work that goes on: a form with data-continue is sent again by itself, as long as the answer still holds one. Its value is how many
// milliseconds are waited before. Without scripts the same form has a button.

const BREATH = 300; // milliseconds where it says none, so that "stop" can be pressed and the server gets other work done

/**
 * Give the form that goes on by itself, if there is one.
 * @param {ParentNode} place
 * @returns {HTMLFormElement | null}
 */
export function goesOn(place) {
  return /** @type {HTMLFormElement | null} */ (place.querySelector("form[data-continue]"));
}

/**
 * Give how long to wait before a form is sent again, in milliseconds.
 * @param {{dataset: DOMStringMap}} form
 * @returns {number}
 */
export function breathOf(form) {
  return Number(form.dataset.continue) || BREATH;
}

/** @param {ParentNode} place */
function goOn(place) {
  const form = goesOn(place);
  if (form) setTimeout(() => form.isConnected && form.requestSubmit(), breathOf(form));
}

/** Begin, and begin again after each piece. */
export function startContinuing() {
  goOn(document);
  document.addEventListener("page:changed", (event) => {
    for (const part of /** @type {CustomEvent<(Element | null)[]>} */ (event).detail) if (part) goOn(part);
  });
}
