// Runs before everything else of these scripts: from here on nothing a person writes can leave the page as it is, even if all the rest fails.

import { disarm } from "./fields.js";
import { alertBox, sentencesFor, showAtTop } from "./saying.js";
import { learn } from "./sentences.js";

/** @typedef {{form: HTMLFormElement, fields: import("./fields.js").Fields, begin: (action: () => Promise<void>) => void}} Held a form that does nothing by itself any more, until something begins */

/**
 * @param {Element | null} form
 * @returns {Held | null}
 */
export function hold(form) {
  if (!(form instanceof HTMLFormElement)) return null;
  let act = async () => showAtTop(alertBox(sentencesFor(null, false).join(" ")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void act();
  });
  // A form of a dialog sends nothing anywhere, whoever submits it.
  form.setAttribute("method", "dialog");
  const fields = disarm(form);
  return {
    form,
    fields,
    begin: (action) => {
      act = action;
    },
  };
}

export const held = hold(document.querySelector("form#ask, form#back"));
learn();
