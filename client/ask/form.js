// The page of the form: what is written is sealed here and leaves the page only sealed.

import { unbase64 } from "../vault/bytes.js";
import { verifyCard } from "../vault/cards.js";
import { newSecret, sourceKeys } from "../vault/codes.js";
import { ask } from "./asking.js";
import { showCode } from "./code.js";
import { checkWritten, filesOf, valueOf, valuesOf, wipe } from "./fields.js";
import { sayAt, showAtTop } from "./saying.js";
import { say } from "./sentences.js";
import { makeSending } from "./sending.js";
import { Trouble } from "./trouble.js";
import { cleanField, slowNotice } from "./writing.js";

/** @typedef {import("./asking.js").Tell} Tell */
/** @typedef {{recipient: string, instance: string}} Checked */
/** @typedef {{secret: Uint8Array, keys: import("../vault/codes.js").SourceKeys}} Made */

/**
 * Get the channel's card and look whether the root key stands behind it.
 * @param {string} address of card.json
 * @param {{channel: string, slug?: string | undefined, tell: Tell}} expected
 * @returns {Promise<Checked>}
 * @throws {Trouble}
 */
export async function checkedCard(address, { channel, slug, tell }) {
  tell("checking");
  const { card, signature, root_key: rootKey, instance } = await ask(address, { tell });
  try {
    const { recipient } = await verifyCard(unbase64(card), unbase64(signature), unbase64(rootKey), { channel, slug });
    if (typeof instance !== "string" || instance === "") throw new TypeError("no instance");
    return { recipient, instance };
  } catch (error) {
    // A browser that cannot check is another matter than a card that does not hold; for the person both mean: not now, not here.
    throw new Trouble("not_verified", { cause: error });
  }
}

/**
 * Make the keys of a code, and say how far it is.
 * @param {Uint8Array} secret
 * @param {string} instance
 * @param {Tell} tell
 */
export function keysOf(secret, instance, tell) {
  let said = -1;
  return sourceKeys(secret, instance, {
    progress: (share) => {
      const percent = Math.floor(share * 100);
      if (percent !== said) tell("making_key", { percent });
      said = percent;
    },
  });
}

/**
 * Take over the form.
 * @param {import("./first.js").Held} held
 */
export function startForm({ form, fields, begin }) {
  const { card = "", channel = "", list = "en" } = form.dataset;
  const clean = cleanField();
  (fields.get("files")?.[0]?.closest(".govuk-form-group") ?? form.lastElementChild)?.after(clean.row);
  const slow = slowNotice();
  if (slow) form.prepend(slow);
  form.querySelector("[data-without-scripts]")?.replaceChildren(say("sealed_here"));
  const saying = sayAt(form);
  const sending = makeSending({ channel, ticket: valueOf(fields, "ticket"), tell: saying.tell });
  /** @type {Checked | null} */
  let checked = null;
  /** @type {Made | null} */
  let made = null;

  async function send() {
    const written = read();
    checkWritten({ ...written, needsText: true });
    showAtTop(null);
    checked ??= await checkedCard(card, { channel, tell: saying.tell });
    made ??= await makeKeys(checked.instance);
    await sending.open(written, { recipient: checked.recipient, keys: made.keys });
    wipe(fields);
    await showCode(made.secret, list);
  }

  /** @param {string} instance */
  async function makeKeys(instance) {
    const secret = newSecret();
    return { secret, keys: await keysOf(secret, instance, saying.tell) };
  }

  function read() {
    return {
      text: valueOf(fields, "text"),
      answers: { danger: valueOf(fields, "danger") || "unsaid", needs: valuesOf(fields, "needs"), hours: valueOf(fields, "hours") },
      language: valueOf(fields, "language"),
      files: filesOf(fields, "files"),
      clean: clean.input.checked,
    };
  }

  begin(onceAtATime(form, send, saying.fail));
}

/**
 * Do something, never twice at the same time; the button shows it.
 * @param {HTMLFormElement} form
 * @param {() => Promise<void>} action
 * @param {(error: unknown) => void} fail
 * @returns {() => Promise<void>}
 */
export function onceAtATime(form, action, fail) {
  let busy = false;
  return async () => {
    if (busy) return;
    busy = true;
    const button = form.querySelector("button[type=submit]");
    button?.setAttribute("aria-disabled", "true");
    form.setAttribute("aria-busy", "true");
    try {
      await action();
    } catch (error) {
      fail(error);
    } finally {
      busy = false;
      button?.removeAttribute("aria-disabled");
      form.removeAttribute("aria-busy");
    }
  };
}
