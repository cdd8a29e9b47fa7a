// The sentences of asking whether somebody is known elsewhere: why it may not be asked yet, and who holds the key for it.

import { filled } from "../enhance/words.js";

/** Why colleagues may not be asked. @type {Record<string, string>} */
const INSIDE = {
  "nobody-asked": "Nobody has asked the person yet whether colleagues may be asked.",
  asked: "The person was asked whether colleagues may be asked, and has not answered yet.",
  refused: "The person does not want colleagues to be asked.",
  withdrawn: "The person took back that colleagues may be asked.",
  ended: "The person allowed it for a time, and that time is over.",
};

/** Why other organisations may not be asked. @type {Record<string, string>} */
const ACROSS = {
  "nobody-asked": "Nobody has asked the person yet whether other organisations may be asked.",
  asked: "The person was asked whether other organisations may be asked, and has not answered yet.",
  refused: "The person does not want other organisations to be asked.",
  withdrawn: "The person took back that other organisations may be asked.",
  ended: "The person allowed it for a time, and that time is over.",
};

const SENTENCES = {
  keyElsewhere: "Your organisation has a key for this already, and you do not hold it. {names} can let you in, under Vaults. A second key is not made: what was asked with one cannot be compared with the other.",
  keyNone: "Your organisation has no key for this yet. It is made once, and all your colleagues who are listed hold it: {names}. Whoever holds it can ask.",
  keyAlone: "Your organisation has no key for this yet, and there is no colleague whose key is vouched for to hold it with you. Nothing that one person alone can open is made.",
};

/** @param {keyof typeof SENTENCES} name @param {Record<string, string>} [values] */
export function say(name, values = {}) {
  return filled(SENTENCES[name], values);
}

/** @param {import("../casework/known.js").Scope} scope @param {string} why as `mayShare` says it */
export function whyNotAsk(scope, why) {
  return (scope === "own" ? INSIDE : ACROSS)[why] ?? "";
}
