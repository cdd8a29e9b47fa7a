// What follows when a consent is withdrawn, done at once where this desk can do it. What remains stands on the page until somebody did it.

import { addEntry, keepItem } from "./acts.js";
import { deleteTokens, scopesOf } from "./known.js";
import { withdrawMoney } from "./payouts.js";
import { revokeReferral } from "./referrals.js";
import { withdrawSlip } from "./slips.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("./kinds.js").Item} Item @typedef {import("./consents.js").Act} Act */
/** @typedef {{hands: Hands, caseId: string, consent: Item, item: Item, sending: import("./acts.js").Sending, words: string, on: string}} Doing words: what the journal says of it */

/** @type {Partial<Record<Act["act"], (doing: Doing) => Promise<unknown>>>} */
const DOES = {
  "revoke-referral": ({ hands, caseId, item }) => revokeReferral(hands, caseId, item),
  "withdraw-slip": ({ hands, caseId, item }) => withdrawSlip(hands, caseId, item),
  "withdraw-line": ({ hands, caseId, item, on }) => keepItem(hands, caseId, "line", { ...item.body, until: on }, item),
  "stop-payout": ({ hands, caseId, item }) => withdrawMoney(hands, caseId, item),
  // Tokens leave no trace in the case; the journal says that they are gone.
  "delete-tokens": async ({ hands, caseId, consent, sending, words }) => {
    await deleteTokens(hands, caseId, scopesOf(consent));
    await addEntry(hands, caseId, { kind: "entry", how: "decision", text: words, about: consent.id }, sending);
  },
};

/** Whether this desk can do it by one press. @param {Act} act */
export function canFollow({ act }) {
  return Object.hasOwn(DOES, act);
}

/**
 * Do one thing that follows from a withdrawn consent. Doing it again is doing it once.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {{consent: Item, act: Act, sending: import("./acts.js").Sending, words: string, on: string}} wanted consent: as it is now; on: since when it is taken back
 */
export async function follow(hands, caseId, { consent, act, sending, words, on }) {
  const item = hands.store.items(caseId).find((one) => one.id === act.id) ?? consent;
  await DOES[act.act]?.({ hands, caseId, consent, item, sending, words, on });
}
