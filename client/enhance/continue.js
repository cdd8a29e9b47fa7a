// Work that is done piece by piece: a form with data-continue is sent again by itself, as long as the answer still holds one.
// Without scripts the same form has a button that says "go on".

const BREATH = 300; // milliseconds between two pieces, so that "stop" can be pressed and the server gets other work done

/**
 * Give the form that goes on by itself, if there is one.
 * @param {ParentNode} place
 * @returns {HTMLFormElement | null}
 */
export function goesOn(place) {
  return /** @type {HTMLFormElement | null} */ (place.querySelector("form[data-continue]"));
}

/** @param {ParentNode} place */
function goOn(place) {
  const form = goesOn(place);
  if (form) setTimeout(() => form.isConnected && form.requestSubmit(), BREATH);
}

/** Begin, and begin again after each piece. */
export function startContinuing() {
  goOn(document);
  document.addEventListener("page:changed", (event) => {
    for (const part of /** @type {CustomEvent<(Element | null)[]>} */ (event).detail) if (part) goOn(part);
  });
}
