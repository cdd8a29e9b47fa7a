// The fields into which secrets are typed, wherever they stand.

import { field } from "./dom.js";
import { FieldProblem } from "./progress.js";
import { words } from "./words.js";

const SECRET = { autocomplete: "off", "data-secret": true };

/** A field for a passphrase. @param {string} [label] @param {string} [hint] */
export function passphraseField(label = words.passphrase, hint = words.passphraseHint) {
  return field({ label, hint, type: "password", attributes: { ...SECRET, "data-field": "passphrase" } });
}

/** A field for a one-time code. @param {string} [hint] @param {string} [label] */
export function codeField(hint = words.codeHint, label = words.code) {
  return field({ label, hint, attributes: { inputmode: "numeric", maxlength: 9, class: "govuk-input govuk-input--width-5", "data-field": "code" } });
}

/** @param {string} typed @returns {string} six digits @throws {FieldProblem} */
export function readCode(typed) {
  const code = typed.normalize("NFKC").replaceAll(/\D/g, "");
  if (code.length !== 6) throw new FieldProblem("code", words.needCode);
  return code;
}

/** @param {import("./shell.js").Me} me */
export function slotOf(me) {
  return me.slots.find((slot) => slot.kind === "passphrase");
}
