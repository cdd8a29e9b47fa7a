// Keys, declared by the page: an element with data-key="a" is pressed by A; j and k walk the [data-item] elements; ? lists the keys.
// Letters act only while nobody is typing, and never together with Ctrl, Alt or Meta, so no browser shortcut is taken away.

import { filled } from "./words.js";

const TYPED_IN = new Set(["text", "search", "url", "email", "tel", "number", "password", "date", "datetime-local", "time", "month", "week"]);
const CURRENT = "is-current";

/**
 * Tell whether keys pressed on this element belong to it.
 * @param {{tagName: string, type?: string, isContentEditable?: boolean} | null} element
 * @returns {boolean}
 */
export function isTyping(element) {
  if (!element) return false;
  if (element.isContentEditable) return true;
  if (element.tagName === "TEXTAREA" || element.tagName === "SELECT") return true;
  return element.tagName === "INPUT" && TYPED_IN.has(element.type ?? "text");
}

/**
 * Tell whether a key press may mean one of our keys.
 * @param {{ctrlKey: boolean, altKey: boolean, metaKey: boolean, defaultPrevented: boolean, isComposing?: boolean}} event
 * @returns {boolean}
 */
export function isPlain(event) {
  return !(event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.isComposing);
}

/**
 * Give the item to go to: the neighbour of the current one, or the first (or last) where there is none. Ends do not wrap.
 * @template T
 * @param {readonly T[]} items
 * @param {T | null} current
 * @param {1 | -1} step
 * @returns {T | undefined}
 */
export function neighbour(items, current, step) {
  const at = current === null ? -1 : items.indexOf(current);
  if (at === -1) return step === 1 ? items[0] : items.at(-1);
  return items[Math.min(items.length - 1, Math.max(0, at + step))];
}

/**
 * Choose among the elements that carry one key: the one inside the current item, else the first that is in no item.
 * @template {{closest: (selector: string) => unknown}} T
 * @param {readonly T[]} keyed
 * @param {unknown} item the current item, or null
 * @returns {T | undefined}
 */
export function chosen(keyed, item) {
  const inside = item ? keyed.find((element) => element.closest("[data-item]") === item) : undefined;
  return inside ?? keyed.find((element) => !element.closest("[data-item]"));
}

/** @returns {HTMLElement[]} */
function visibleItems() {
  return [...document.querySelectorAll("[data-item]")].filter((item) => item instanceof HTMLElement).filter((item) => item.offsetParent !== null);
}

/** @returns {HTMLElement | null} */
function currentItem() {
  const focused = document.activeElement?.closest("[data-item]");
  return /** @type {HTMLElement | null} */ (focused ?? document.querySelector(`[data-item].${CURRENT}`));
}

/**
 * Make an item the current one: focus it, mark it and what it points to (data-shows="id"), bring both into view.
 * @param {HTMLElement} item
 */
export function goTo(item) {
  for (const before of document.querySelectorAll(`.${CURRENT}`)) before.classList.remove(CURRENT);
  item.classList.add(CURRENT);
  if (!item.hasAttribute("tabindex")) item.tabIndex = -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
  const shown = item.dataset.shows && document.getElementById(item.dataset.shows);
  if (shown) {
    shown.classList.add(CURRENT);
    shown.scrollIntoView({ block: "nearest" });
  }
}

/** @param {HTMLElement} element */
function press(element) {
  if (element.matches("a, button, summary, input[type=checkbox], input[type=radio], input[type=submit]")) element.click();
  else element.focus();
}

/** @param {HTMLElement} element */
function meaning(element) {
  const words = element.dataset.keyLabel ?? element.getAttribute("aria-label") ?? element.textContent ?? "";
  const key = element.dataset.key ?? "";
  return words.replaceAll(/\s+/g, " ").trim().replace(new RegExp(` ${key.replace(/[^\w]/g, "\\$&")}$`), "");
}

/** @param {HTMLDialogElement} dialog */
function fill(dialog) {
  const list = dialog.querySelector("dl");
  if (!list) return;
  /** @type {Map<string, string>} */
  const keys = new Map();
  if (visibleItems().length > 0) {
    keys.set("j", dialog.dataset.next ?? "").set("k", dialog.dataset.previous ?? "");
  }
  for (const element of document.querySelectorAll("[data-key]")) {
    if (element instanceof HTMLElement && !keys.has(element.dataset.key ?? "")) keys.set(element.dataset.key ?? "", meaning(element));
  }
  keys.set("?", dialog.dataset.this ?? "");
  list.replaceChildren(...[...keys].flatMap(([key, words]) => row(key, words)));
}

/**
 * @param {string} key
 * @param {string} words
 */
function row(key, words) {
  const term = document.createElement("dt");
  const cap = document.createElement("kbd");
  cap.className = "key";
  cap.textContent = key;
  term.append(cap);
  const description = document.createElement("dd");
  description.textContent = filled(words, { key });
  return [term, description];
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const dialog = document.getElementById("keys-help");
  const isOpen = dialog instanceof HTMLDialogElement && dialog.open;
  if (!isPlain(event) || isTyping(/** @type {HTMLElement | null} */ (event.target)) || document.querySelector("dialog[open]:not(#keys-help)")) return;
  if (event.key === "?" && dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    if (isOpen) dialog.close();
    else {
      fill(dialog);
      dialog.showModal();
    }
    return;
  }
  if (!isOpen) act(event);
}

/** @param {KeyboardEvent} event */
function act(event) {
  const item = currentItem();
  if (event.key === "j" || event.key === "k") {
    const next = neighbour(visibleItems(), item, event.key === "j" ? 1 : -1);
    if (next) {
      event.preventDefault();
      goTo(next);
    }
    return;
  }
  const keyed = [...document.querySelectorAll("[data-key]")].filter((element) => element instanceof HTMLElement);
  const element = chosen(keyed.filter((each) => each.dataset.key === event.key), item);
  if (element) {
    event.preventDefault();
    press(element);
  }
}

/** Begin to listen. */
export function startKeys() {
  document.addEventListener("keydown", onKey);
}
