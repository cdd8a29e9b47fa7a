// Keeps what was typed into a form with data-keep across a reload or a wrong click: in this tab, for this session, until it is sent.
// Opt-in. Sealed pages must never carry data-keep: what is typed there may not be written anywhere in clear.

const NEVER = new Set(["password", "hidden", "file", "submit", "button", "reset", "image"]);

/**
 * Tell whether a field may be kept.
 * @param {{name: string, type?: string, disabled?: boolean}} field
 * @returns {boolean}
 */
export function mayKeep(field) {
  return field.name !== "" && !field.disabled && !NEVER.has(field.type ?? "text");
}

/**
 * @typedef {{name: string, type?: string, value: string, defaultValue?: string, checked?: boolean, defaultChecked?: boolean, disabled?: boolean}} Field
 */

/**
 * Collect what differs from what the page came with.
 * @param {Iterable<Field>} fields
 * @returns {[string, string][]}
 */
export function typedIn(fields) {
  /** @type {[string, string][]} */
  const typed = [];
  for (const field of fields) {
    if (!mayKeep(field)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked && !field.defaultChecked) typed.push([field.name, field.value]);
    } else if (field.value !== (field.defaultValue ?? "")) {
      typed.push([field.name, field.value]);
    }
  }
  return typed;
}

/**
 * Put back what was kept, but never over something the page itself already says.
 * @param {Iterable<Field>} fields
 * @param {readonly (readonly [string, string])[]} kept
 * @returns {number} how many fields were filled
 */
export function putBack(fields, kept) {
  let count = 0;
  for (const field of fields) {
    if (!mayKeep(field)) continue;
    for (const [name, value] of kept) {
      if (name !== field.name) continue;
      if (field.type === "checkbox" || field.type === "radio") {
        if (field.value !== value) continue;
        field.checked = true;
      } else {
        if (field.value !== (field.defaultValue ?? "")) continue;
        field.value = value;
      }
      count += 1;
    }
  }
  return count;
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  return /** @type {Field[]} */ (/** @type {unknown} */ ([...form.elements].filter((field) => field.matches("input, textarea"))));
}

/** @param {HTMLFormElement} form */
function watch(form) {
  const place = `keep:${location.pathname}:${form.dataset.keep}`;
  const save = () => {
    const typed = typedIn(fieldsOf(form));
    if (typed.length > 0) sessionStorage.setItem(place, JSON.stringify(typed));
    else sessionStorage.removeItem(place);
  };
  const kept = sessionStorage.getItem(place);
  if (kept) putBack(fieldsOf(form), JSON.parse(kept));
  form.addEventListener("input", save);
  form.addEventListener("submit", () => sessionStorage.removeItem(place));
  form.addEventListener("submit:failed", save);
}

/**
 * Begin to keep, for every form below a place that asks for it.
 * @param {ParentNode} [place]
 */
export function startKeeping(place = document) {
  for (const form of place.querySelectorAll("form[data-keep]")) if (form instanceof HTMLFormElement) watch(form);
}
