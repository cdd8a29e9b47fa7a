// The fields of an item, each drawn by its shape. What is typed goes straight into `typed`, so that it outlives the page that shows it.

import { KINDS, wordsOf } from "../casework/kinds.js";
import { newUuid } from "../vault/bytes.js";
import { countries, languages } from "./case_lands.js";
import { landsControl, namedControl } from "./case_lands_field.js";
import { isMoney, typedOf } from "./case_typed.js";
import { button, field as textField, freshId, h, show } from "./dom.js";

/** @typedef {import("../casework/kinds_case.js").Shape} Shape @typedef {import("../casework/kinds_case.js").Fields} Fields */
/** @typedef {import("./case_typed.js").Typed} Typed @typedef {readonly (readonly [string, string])[]} Options value and words */
/** @typedef {{row: HTMLElement, fail: (sentence: string | null) => void, below?: Drawn}} Control */
/** @typedef {{rows: HTMLElement[], fail: (problems: Record<string, string>) => boolean, focus: () => void}} Drawn fail: says what does not fit; whether anything did not */
/**
 * How fields are drawn. Paths are those of `wordsOf`: "steps.what" is a field of the rows in `steps`.
 * @typedef {object} Drawing
 * @property {string} kind
 * @property {Record<string, string>} labels
 * @property {Record<string, string>} hints
 * @property {Record<string, Options>} choices what can be chosen for a field, in order, where it is not all that its shape knows
 * @property {Options} people who can be named
 * @property {Record<string, string[]>} lines which fields of a table are shown, in order; all that are not ids where not said
 * @property {() => void} [typing] something was typed
 */

/** @param {string} kind @returns {Fields} */
export function fieldsOf(kind) {
  return /** @type {Fields} */ (KINDS[kind]?.fields);
}

/**
 * Draw fields of a kind.
 * @param {Typed} typed changed as somebody types
 * @param {string[]} names which, in order
 * @param {{kind: string, people: Options, labels?: Record<string, string>, hints?: Record<string, string>, choices?: Record<string, Options>,
 *   lines?: Record<string, string[]>, typing?: () => void}} how
 * @returns {Drawn}
 */
export function drawFields(typed, names, { kind, people, labels = {}, hints = {}, choices = {}, lines = {}, typing }) {
  const words = wordsOf(kind);
  /** @type {Record<string, Options>} */
  const known = Object.fromEntries(Object.entries(words.choices).map(([path, one]) => [path, Object.entries(one)]));
  return drawAll(fieldsOf(kind), typed, names, "", { kind, people, labels: { ...words.fields, ...labels }, hints, choices: { ...known, ...choices }, lines, ...(typing ? { typing } : {}) });
}

/** @param {Fields} fields @param {Typed} typed @param {string[]} names @param {string} path @param {Drawing} how @returns {Drawn} */
function drawAll(fields, typed, names, path, how) {
  /** @type {Map<string, Control>} */
  const controls = new Map();
  for (const name of names) {
    const shape = fields[name];
    // Where nothing can be chosen yet there is nothing to show.
    if (shape && how.choices[path + name]?.length !== 0) controls.set(name, drawn(name, shape, typed, path + name, how));
  }
  return {
    rows: [...controls.values()].map((one) => one.row),
    fail: (problems) => {
      let some = false;
      for (const [name, control] of controls) {
        const below = Object.entries(problems).filter(([at]) => at.startsWith(`${name}.`)).map(([at, sentence]) => [at.slice(name.length + 1), sentence]);
        const inside = control.below?.fail(Object.fromEntries(below)) ?? false;
        const sentence = problems[name] ?? null;
        if (!control.below || sentence !== null) control.fail(sentence);
        some ||= inside || sentence !== null;
      }
      return some;
    },
    focus: () => /** @type {HTMLElement | null | undefined} */ ([...controls.values()][0]?.row.querySelector("input, select, textarea"))?.focus(),
  };
}

/** @param {string} name @param {Shape} shape @param {Typed} typed @param {string} path @param {Drawing} how @returns {Control} */
function drawn(name, shape, typed, path, how) {
  const label = how.labels[path] ?? name;
  const hint = how.hints[path];
  const set = (/** @type {any} */ value) => {
    typed[name] = value;
    how.typing?.();
  };
  const options = how.choices[path];
  if (typeof shape !== "string" && "rows" in shape) return rowsControl(name, shape, typed, path, how);
  if (typeof shape !== "string" && "part" in shape) return partControl(name, shape.part, typed, path, how);
  if (typeof shape !== "string" && "list" in shape) return listControl(shape.list, { label, hint, options, value: typed[name], set, people: how.people });
  if (options) return options.length <= 4 && shape !== "id" ? radios({ label, hint, options, value: typed[name], set }) : selected({ label, hint, options, value: typed[name], set });
  return wordControl(name, /** @type {string} */ (shape), { label, hint, value: typed[name], set, people: how.people });
}

/** @typedef {{label: string, hint?: string | undefined, value: any, set: (value: any) => void, people: Options, options?: Options | undefined}} Asked */

/** @param {string} name @param {string} shape @param {Asked} asked @returns {Control} */
function wordControl(name, shape, { label, hint, value, set, people }) {
  if (shape === "ME") return selected({ label, hint, options: withNow(people, value), value, set });
  if (shape === "yes") return tick({ label, hint, value, set });
  if (shape === "country") return namedControl({ label, hint, value, set, all: countries() });
  if (shape === "language") return namedControl({ label, hint, value, set, all: languages() });
  const most = /^t(\d+)$/.exec(shape);
  const isLong = most !== null && Number(most[1]) > 300;
  const types = /** @type {Record<string, string>} */ ({ day: "date", moment: "datetime-local", hour: "time" });
  const small = shape in types || shape === "n" || shape === "currency" || shape === "edtf";
  const made = textField({
    label, type: types[shape] ?? "text", value, input: isLong ? "textarea" : "input", ...(hint ? { hint } : {}),
    rows: most && Number(most[1]) > 1500 ? 8 : 3,
    attributes: {
      maxlength: most ? most[1] : shape === "currency" ? 3 : null,
      inputmode: isMoney(name, shape) ? "decimal" : shape === "n" ? "numeric" : null,
      dir: most ? "auto" : null,
      "data-field": name,
      ...(small ? { class: `govuk-input govuk-input--width-${shape === "currency" ? 3 : 10}` } : {}),
      ...(most ? { autocapitalize: "sentences", spellcheck: "false" } : {}),
    },
  });
  made.input.addEventListener("input", () => set(made.input.value));
  return { row: made.row, fail: made.fail };
}

/** Somebody who left still stands where they stood. @param {Options} people @param {string} value @returns {Options} */
function withNow(people, value) {
  return !value || people.some(([member]) => member === value) ? people : [...people, [value, value]];
}

/** @param {string | readonly string[]} shape @param {Asked} asked @returns {Control} */
function listControl(shape, { label, hint, options, value, set, people }) {
  if (options) return ticks({ label, hint, options, value, set });
  if (shape === "ME") return ticks({ label, hint, options: people, value, set });
  if (shape === "country" || shape === "language") return landsControl({ label, hint, value, set, all: shape === "country" ? countries() : languages() });
  const made = textField({ label, value: value.join(", "), hint: hint ?? "With a comma between them.", attributes: { dir: "auto" } });
  made.input.addEventListener("input", () => set(made.input.value.split(/[,،、;]/).map((one) => one.trim()).filter((one) => one !== "")));
  return { row: made.row, fail: made.fail };
}

/** @param {Omit<Asked, "people"> & {options: Options}} asked @returns {Control} */
function selected({ label, hint, options, value, set }) {
  const id = freshId("s");
  const control = h(
    "select",
    { id, class: "govuk-select", autocomplete: "off", "aria-describedby": hint ? `${id}-hint` : null },
    h("option", { value: "" }, "Choose"),
    options.map(([code, words]) => h("option", { value: code }, words)),
  );
  control.value = value;
  control.addEventListener("change", () => set(control.value));
  const row = h("div", { class: "govuk-form-group" }, h("label", { class: "govuk-label", for: id }, label), hint ? h("div", { class: "govuk-hint", id: `${id}-hint` }, hint) : null, control);
  return { row, fail: failing(row, control) };
}

/** @param {Omit<Asked, "people"> & {options: Options}} asked @returns {Control} */
function radios({ label, hint, options, value, set }) {
  return group("radios", { label, hint, options, chosen: [value], changed: (chosen) => set(chosen[0] ?? "") });
}

/** @param {Omit<Asked, "people"> & {options: Options}} asked @returns {Control} */
function ticks({ label, hint, options, value, set }) {
  return group("checkboxes", { label, hint, options, chosen: value, changed: set });
}

/** @param {Omit<Asked, "people">} asked @returns {Control} */
function tick({ label, hint, value, set }) {
  const one = group("checkboxes", { label: "", hint: undefined, options: [["yes", label]], chosen: value ? ["yes"] : [], changed: (chosen) => set(chosen.length > 0) });
  if (hint) one.row.append(h("div", { class: "govuk-hint" }, hint));
  return one;
}

/**
 * @param {"radios" | "checkboxes"} kind
 * @param {{label: string, hint: string | undefined, options: Options, chosen: string[], changed: (chosen: string[]) => void}} wanted
 * @returns {Control}
 */
function group(kind, { label, hint, options, chosen, changed }) {
  const name = freshId("g");
  const inputs = options.map(([code]) =>
    h("input", { class: `govuk-${kind}__input`, type: kind === "radios" ? "radio" : "checkbox", name, id: freshId("c"), value: code, checked: chosen.includes(code), autocomplete: "off" }),
  );
  const list = h(
    "div",
    { class: `govuk-${kind} govuk-${kind}--small${kind === "radios" && options.length <= 4 ? " case-form__inline" : ""}` },
    inputs.map((input, at) => h("div", { class: `govuk-${kind}__item` }, input, h("label", { class: `govuk-label govuk-${kind}__label`, for: input.id }, options[at]?.[1]))),
  );
  list.addEventListener("change", () => changed(inputs.filter((input) => input.checked).map((input) => input.value)));
  const row = h("fieldset", { class: "govuk-fieldset govuk-form-group" }, label ? h("legend", { class: "govuk-fieldset__legend" }, label) : null, hint ? h("div", { class: "govuk-hint" }, hint) : null, list);
  return { row, fail: failing(row, list) };
}

/** @param {HTMLElement} row @param {HTMLElement} before @returns {(sentence: string | null) => void} */
function failing(row, before) {
  return (sentence) => {
    row.querySelector(":scope > .govuk-error-message")?.remove();
    row.classList.toggle("govuk-form-group--error", sentence !== null);
    if (sentence !== null) before.before(h("p", { class: "govuk-error-message" }, h("span", { class: "govuk-visually-hidden" }, "Error: "), sentence));
  };
}

/** @param {string} name @param {{rows: Fields, most: number}} shape @param {Typed} typed @param {string} path @param {Drawing} how @returns {Control} */
function rowsControl(name, shape, typed, path, how) {
  const lines = h("ol", { class: "case-form__lines" });
  const row = h("fieldset", { class: "govuk-fieldset govuk-form-group" }, h("legend", { class: "govuk-fieldset__legend" }, how.labels[path] ?? name), how.hints[path] ? h("div", { class: "govuk-hint" }, how.hints[path]) : null, lines);
  const names = how.lines[path] ?? Object.keys(shape.rows).filter((one) => one !== "id" && shape.rows[one] !== "id");
  /** @type {Drawn[]} */
  let drawnLines = [];
  const add = button("Add a line", () => {
    typed[name] = [...typed[name], { ...typedOf(shape.rows, {}), ...("id" in shape.rows ? { id: newUuid() } : {}) }];
    draw();
    drawnLines.at(-1)?.focus();
  }, { kind: "secondary" });
  row.append(add);
  function draw() {
    const all = /** @type {Typed[]} */ (typed[name]);
    drawnLines = all.map((line) => drawAll(shape.rows, line, names, `${path}.`, how));
    const away = (/** @type {Typed} */ line) => {
      typed[name] = typed[name].filter((/** @type {Typed} */ one) => one !== line);
      how.typing?.();
      draw();
    };
    show(lines, all.map((line, at) => h("li", { class: "case-form__line" }, drawnLines[at]?.rows, button("Take this line away", () => away(line), { link: true, attributes: { "aria-label": `Take line ${at + 1} away` } }))));
    add.hidden = all.length >= shape.most;
  }
  draw();
  const below = { rows: [], focus: () => {}, fail: (/** @type {Record<string, string>} */ problems) => drawnLines.map((line, at) => line.fail(ofLine(problems, at))).some(Boolean) };
  return { row, fail: failing(row, lines), below };
}

/** @param {Record<string, string>} problems @param {number} at @returns {Record<string, string>} */
function ofLine(problems, at) {
  return Object.fromEntries(Object.entries(problems).filter(([path]) => path.startsWith(`${at}.`)).map(([path, sentence]) => [path.slice(`${at}.`.length), sentence]));
}

/** @param {string} name @param {Fields} part @param {Typed} typed @param {string} path @param {Drawing} how @returns {Control} */
function partControl(name, part, typed, path, how) {
  const below = drawAll(part, typed[name], Object.keys(part), `${path}.`, how);
  const row = h("fieldset", { class: "govuk-fieldset govuk-form-group" }, h("legend", { class: "govuk-fieldset__legend" }, how.labels[path] ?? name), below.rows);
  return { row, below, fail: () => {} };
}
