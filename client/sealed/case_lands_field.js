// A country or a language, found by typing its name; several of them, one after the other.

import { codeOf } from "./case_typed.js";
import { button, field, freshId, h, show } from "./dom.js";

/** @typedef {{label: string, hint?: string | undefined, value: any, set: (value: any) => void, all: readonly (readonly [string, string])[]}} Asked all: code and name */

/** @param {Asked} asked @returns {{input: HTMLInputElement, row: HTMLElement, fail: (sentence: string | null) => void}} */
function searched({ label, hint, value, all }) {
  const list = freshId("l");
  const made = field({ label, value, ...(hint ? { hint } : {}), attributes: { list, class: "govuk-input govuk-input--width-20", autocapitalize: "words" } });
  made.row.append(h("datalist", { id: list }, all.map(([, name]) => h("option", { value: name }))));
  return made;
}

/**
 * One of them. What is typed stays as it was typed; it is read when the form is kept.
 * @param {Asked} asked
 * @returns {import("./case_form.js").Control}
 */
export function namedControl(asked) {
  const { input, row, fail } = searched(asked);
  input.addEventListener("input", () => asked.set(input.value));
  return { row, fail };
}

/**
 * Several of them, as codes. Chosen from the list a name is taken at once; Enter, and leaving the field, take what was typed.
 * @param {Asked} asked
 * @returns {import("./case_form.js").Control}
 */
export function landsControl(asked) {
  /** @type {string[]} */
  let chosen = [...asked.value];
  const { input, row, fail } = searched({ ...asked, value: "" });
  const list = h("ul", { class: "case-form__chosen", "aria-label": "Chosen" });
  const nameOf = new Map(asked.all);
  /** @param {string[]} codes */
  function choose(codes) {
    chosen = codes;
    asked.set([...codes]);
    draw();
  }
  function draw() {
    show(list, chosen.map((code) => h("li", {}, nameOf.get(code) ?? code, " ", button("take away", () => choose(chosen.filter((one) => one !== code)), { link: true, attributes: { "aria-label": `Take ${nameOf.get(code) ?? code} away` } }))));
    list.hidden = chosen.length === 0;
  }
  /** @param {string | null} code @param {boolean} said */
  function take(code, said) {
    if (code) choose([...new Set([...chosen, code])]);
    if (code) input.value = "";
    fail(code || !said || input.value.trim() === "" ? null : `Nothing in the list is called “${input.value.trim()}”.`);
  }
  // Chosen from the list it is taken at once; typed it is not, for Niger is the beginning of Nigeria.
  input.addEventListener("input", (event) => {
    if (/** @type {InputEvent} */ (event).inputType !== "insertText") take(asked.all.find(([, name]) => name === input.value)?.[0] ?? null, false);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    take(codeOf(asked.all, input.value, input.value), true);
  });
  input.addEventListener("blur", () => take(codeOf(asked.all, input.value, input.value), true));
  row.append(list);
  draw();
  return { row, fail };
}
