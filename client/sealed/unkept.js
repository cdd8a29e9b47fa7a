// What was typed and not kept: the lock takes it away, so the warning before it says how much there is.

import { storeOf } from "../casework/store.js";

/** Where a form of the case desk keeps the words that somebody typed into it. */
const WORDS = /** @type {const} */ (["text", "reason", "why"]);

/**
 * Count the forms of the case desk in which something was typed and not kept.
 * @param {Pick<Map<string, any>, "values">} drafts
 * @returns {number}
 */
export function unkept(drafts) {
  let count = 0;
  for (const draft of drafts.values()) {
    // A form of items stands among the forms from when it is opened until it is kept or left.
    const forms = draft && typeof draft === "object" ? Object.keys(draft.forms ?? {}).length : 0;
    const isTyped = WORDS.some((one) => typeof draft?.[one] === "string" && draft[one].trim() !== "") || isSaid(draft?.lines);
    count += forms || (isTyped ? 1 : 0);
  }
  return count;
}

/**
 * The sentence before the lock, with what would be lost.
 * @param {string} sentence
 * @param {import("./shell.js").Context} context
 */
export function withUnkept(sentence, context) {
  const count = unkept(storeOf(context).drafts);
  if (count === 0) return sentence;
  return `${sentence} ${count === 1 ? "One form of a case has" : `${count} forms of cases have`} words that are not kept: they would be lost.`;
}

/** @param {unknown} lines */
function isSaid(lines) {
  return Array.isArray(lines) && lines.some((one) => typeof one === "string" && one.trim() !== "");
}
