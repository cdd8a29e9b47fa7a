// Works for a signature where the form asks for it (data-proof="17": so many nought bits), a little at a time so that typing goes on.
// It begins as soon as somebody touches the form. Without this script the form is sent without a proof and meets tighter limits.

import { digest, noughts } from "./digest.js";

const AT_ONCE = 4000; // tries between two breaths: a few milliseconds

/**
 * Look for a proof, a piece at a time.
 * @param {string} ticket
 * @param {number} bits
 * @returns {Generator<number, string>} gives how many were tried, at last the proof
 */
export function* tried(ticket, bits) {
  const letters = new TextEncoder();
  const before = new DataView(new ArrayBuffer(32));
  digest(letters.encode(ticket)).forEach((word, i) => before.setInt32(4 * i, word));
  for (let number = 0; ; number += 1) {
    const proof = String(number);
    const whole = new Uint8Array(32 + proof.length);
    whole.set(new Uint8Array(before.buffer));
    whole.set(letters.encode(proof), 32);
    if (noughts(digest(whole)) >= bits) return proof;
    if (number % AT_ONCE === AT_ONCE - 1) yield number;
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function field(form, name) {
  const found = form.elements.namedItem(name);
  return found instanceof HTMLInputElement ? found : null;
}

/**
 * @param {HTMLFormElement} form
 * @param {string | undefined} words
 */
function say(form, words) {
  const place = form.querySelector("[data-proof-status]");
  if (place) place.textContent = words ?? "";
}

/**
 * Work until there is a proof, and put it into the form.
 * @param {HTMLFormElement} form
 * @returns {Promise<void>}
 */
async function work(form) {
  const ticket = field(form, "ticket")?.value ?? "";
  const place = field(form, "proof");
  if (!ticket || !place) return;
  const steps = tried(ticket, Number(form.dataset.proof));
  let step = steps.next();
  while (!step.done) {
    await new Promise((go) => setTimeout(go));
    step = steps.next();
  }
  place.value = step.value;
  say(form, form.dataset.proofDone);
}

/** @param {HTMLFormElement} form */
function watch(form) {
  /** @type {Promise<void> | undefined} */
  let working;
  const begin = () => {
    if (!working) say(form, form.dataset.proofWorking);
    working ??= work(form);
    return working;
  };
  form.addEventListener("focusin", () => void begin(), { once: true });
  form.addEventListener("submit", (event) => {
    if (field(form, "proof")?.value || !field(form, "proof")) return;
    event.preventDefault();
    const button = event.submitter;
    void begin().then(() => form.requestSubmit(button));
  });
}

/** Begin to listen. */
export function startProof() {
  for (const form of document.querySelectorAll("form[data-proof]")) if (form instanceof HTMLFormElement) watch(form);
}
