// Sends a form with data-partial without leaving the page, and puts the answer's parts (data-replace="id id") in their places.
// Without scripts the same form posts as usual; the server may look at the header X-Partial and answer with those parts only.

import { goTo } from "./keys.js";
import { announce } from "./words.js";

/**
 * Give the ids that a form asks to be replaced.
 * @param {string | undefined} names
 * @returns {string[]}
 */
export function idsOf(names) {
  return (names ?? "").split(/\s+/).filter((name) => name !== "");
}

/**
 * Put the parts of an answer in their places.
 * @param {ParentNode & {getElementById: (id: string) => Element | null}} page
 * @param {{getElementById: (id: string) => Element | null}} answer
 * @param {readonly string[]} ids
 * @returns {Element[]} what now stands on the page; empty where the answer lacks the first part
 */
export function replaceParts(page, answer, ids) {
  const first = ids[0];
  if (first === undefined || !answer.getElementById(first)) return [];
  /** @type {Element[]} */
  const placed = [];
  for (const id of ids) {
    const old = page.getElementById(id);
    const fresh = answer.getElementById(id);
    if (!old || !fresh) continue;
    old.replaceWith(fresh);
    placed.push(fresh);
  }
  return placed;
}

/**
 * Go where the work goes on: a place the answer names, the first error, or the next item of the list.
 * @param {Element} part
 */
function moveOn(part) {
  const named = part.querySelector("[data-focus], .govuk-error-summary, [aria-invalid=true]");
  if (named instanceof HTMLElement) {
    if (!named.matches("input, textarea, select, button, a")) named.tabIndex = -1;
    named.focus();
    return;
  }
  const item = part.matches("[data-item]") ? part : part.closest("[data-item]");
  if (!(item instanceof HTMLElement)) return;
  const items = [...document.querySelectorAll("[data-item]")].filter((each) => each instanceof HTMLElement);
  goTo(part.hasAttribute("data-stay") ? item : following(items, item));
}

/**
 * Give the item to go to after a decision: the next that is not decided, else the next, else the same.
 * @template {{hasAttribute: (name: string) => boolean}} T
 * @param {readonly T[]} items
 * @param {T} item
 * @returns {T}
 */
export function following(items, item) {
  const after = items.slice(items.indexOf(item) + 1);
  return after.find((each) => !each.hasAttribute("data-decided")) ?? after[0] ?? item;
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 */
async function answerTo(form, button) {
  const content = new FormData(form);
  if (button instanceof HTMLButtonElement && button.name) content.append(button.name, button.value);
  const headers = { "X-Partial": idsOf(form.dataset.replace).join(" ") };
  const asks = form.method === "get"; // shows only, and has no fields of its own
  const sent = asks ? { headers } : { method: "POST", body: content, headers };
  return fetch(button?.getAttribute("formaction") ?? form.action, { ...sent, credentials: "same-origin" });
}

/** @param {HTMLFormElement} form */
function failed(form) {
  form.dispatchEvent(new CustomEvent("submit:failed"));
  const words = form.dataset.failed ?? "";
  let notice = form.querySelector(":scope > .notice--harm");
  if (!notice) {
    notice = document.createElement("p");
    notice.className = "notice notice--harm";
    notice.setAttribute("role", "alert");
    form.prepend(notice);
  }
  notice.textContent = words;
}

/** @param {SubmitEvent} event */
async function onSubmit(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("[data-partial]") || event.defaultPrevented) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  try {
    const response = await answerTo(form, event.submitter);
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    const placed = replaceParts(document, answer, idsOf(form.dataset.replace));
    const first = placed[0];
    if (first) {
      announce(answer.querySelector("[data-announce]")?.textContent?.trim() ?? form.dataset.done ?? "");
      document.dispatchEvent(new CustomEvent("page:changed", { detail: placed }));
      moveOn(first);
    } else if (response.ok && response.redirected) location.assign(response.url);
    else failed(form);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // fetch reports a lost connection as a TypeError
    failed(form);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/** Begin to listen. */
export function startSubmitting() {
  document.addEventListener("submit", (event) => void onSubmit(event));
}
