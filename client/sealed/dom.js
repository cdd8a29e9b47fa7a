// Builds what the sealed desk shows, element by element: words from a message can only ever become text.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | null | undefined | false | readonly any[]} Child a list holds children again */

/**
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value
 */
function give(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [kind, listener] of Object.entries(/** @type {Record<string, EventListener>} */ (value))) element.addEventListener(kind, listener);
  } else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden" || name === "indeterminate") {
    Object.assign(element, { [name]: value });
  } else if (/^on|^style$|^srcdoc$/i.test(name)) {
    throw new TypeError(`${name} is not set from here: it would be read as script or style`);
  } else if (/^(?:href|action|formaction)$/i.test(name) && !/^(?:[/#]|blob:)/.test(String(value))) {
    throw new TypeError("the sealed desk links to nothing but itself");
  } else {
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * Put children into an element, in order; nothing, null and false are left out.
 * @param {Element | DocumentFragment} parent
 * @param {Child[]} children
 */
export function fill(parent, children) {
  for (const child of children) {
    if (Array.isArray(child)) fill(parent, child);
    else if (child instanceof Node) parent.append(child);
    else if (child !== null && child !== undefined && child !== false) parent.append(String(child));
  }
}

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown> | null} [attributes] as in HTML; `on` is {event: listener}; null, undefined and false leave one out, true gives an empty one
 * @param {...Child} children elements, text, lists of them; null and false are left out
 * @returns {HTMLElementTagNameMap[Tag]}
 * @throws {TypeError} for an attribute that would run as script, and for an address outside this site
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  fill(element, children);
  for (const [name, value] of Object.entries(attributes ?? {})) give(element, name, value);
  return element;
}

/**
 * Make an element of a drawing.
 * @param {string} tag
 * @param {Record<string, unknown> | null} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  fill(element, children);
  for (const [name, value] of Object.entries(attributes ?? {})) give(element, name, value);
  return element;
}

/**
 * Replace everything inside an element.
 * @param {Element} place
 * @param {...Child} children
 */
export function show(place, ...children) {
  place.replaceChildren();
  fill(place, children);
}

let numbers = 0;

/** Give an id that no other element of this page has. @param {string} [start] */
export function freshId(start = "f") {
  numbers += 1;
  return `${start}-${numbers}`;
}

/**
 * A labelled field with room for a hint and an error. The field has no name: no form could send it by itself, and no browser offers to keep it.
 * @param {{label: string, hint?: string, type?: string, value?: string, input?: "input" | "textarea", rows?: number, attributes?: Record<string, unknown>}} wanted
 * @returns {{row: HTMLElement, input: HTMLInputElement, fail: (sentence: string | null) => void}}
 */
export function field({ label, hint, type = "text", value = "", input: tag = "input", rows, attributes = {} }) {
  const id = freshId();
  const input = /** @type {HTMLInputElement} */ (
    h(tag, {
      id,
      class: tag === "input" ? "govuk-input" : "govuk-textarea",
      ...(tag === "input" ? { type } : { rows: rows ?? 3 }),
      autocomplete: "off",
      autocapitalize: "none",
      autocorrect: "off",
      spellcheck: "false",
      "data-1p-ignore": "",
      "data-lpignore": "true",
      "aria-describedby": hint ? `${id}-hint` : null,
      ...attributes,
    })
  );
  input.value = value;
  const row = h("div", { class: "govuk-form-group" }, h("label", { class: "govuk-label", for: id }, label));
  if (hint) row.append(h("div", { class: "govuk-hint", id: `${id}-hint` }, hint));
  row.append(input);
  return { row, input, fail: (sentence) => failing(row, input, sentence) };
}

/**
 * @param {HTMLElement} row
 * @param {HTMLElement} input
 * @param {string | null} sentence
 */
function failing(row, input, sentence) {
  row.querySelector(".govuk-error-message")?.remove();
  row.classList.toggle("govuk-form-group--error", sentence !== null);
  input.classList.toggle(input instanceof HTMLTextAreaElement ? "govuk-textarea--error" : "govuk-input--error", sentence !== null);
  const id = `${input.id}-error`;
  const described = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one !== "" && one !== id);
  if (sentence !== null) {
    described.push(id);
    input.setAttribute("aria-invalid", "true");
    input.before(h("p", { class: "govuk-error-message", id }, h("span", { class: "govuk-visually-hidden" }, "Error: "), sentence));
  } else input.removeAttribute("aria-invalid");
  if (described.length > 0) input.setAttribute("aria-describedby", described.join(" "));
  else input.removeAttribute("aria-describedby");
}

/**
 * A button that does something by script, and cannot be pressed twice while that is going on.
 * @param {string} label
 * @param {() => unknown} action
 * @param {{kind?: "" | "secondary" | "warning", link?: boolean, attributes?: Record<string, unknown>}} [looks]
 */
export function button(label, action, { kind = "", link = false, attributes = {} } = {}) {
  const name = link ? "as-link" : `govuk-button${kind ? ` govuk-button--${kind}` : ""}`;
  const made = h("button", { type: "button", class: name, ...attributes }, label);
  made.addEventListener("click", async () => {
    if (made.getAttribute("aria-disabled")) return;
    made.setAttribute("aria-disabled", "true");
    try {
      await action();
    } finally {
      made.removeAttribute("aria-disabled");
    }
  });
  return made;
}
