// What a case has left elsewhere, put away before the case ends: the server cannot tie it to the case, so nobody else could.

import { newSending } from "./acts.js";
import { end } from "./checkins.js";
import { destroyKit, hasPassed } from "./kit.js";
import { withdrawMoney } from "./payouts.js";
import { revokeReferral } from "./referrals.js";
import { isTaking, readRounds, takeBack } from "./rounds.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("./kinds.js").Item} Item */

/** A kit that others share can be destroyed by them alone. */
export class KitOfOthers extends Error {
  name = "KitOfOthers";
  code = "kit-of-others";

  /** @param {string[]} names of who shares it */
  constructor(names) {
    super("the kit is shared by others");
    this.sentence = `The kit of this case is shared by ${names.join(", ")}. Ask one of them to destroy it first, under Safety: nobody could find it afterwards. Nothing was ended.`;
  }
}

/**
 * Say what a case has left elsewhere.
 * @param {Hands} hands
 * @param {string} caseId a case that was opened
 * @returns {{timers: Item[], kits: Item[], referrals: Item[], payouts: Item[], cards: Item[]}}
 */
export function leftElsewhere({ store }, caseId) {
  const all = (/** @type {string} */ kind) => store.items(caseId, kind);
  return {
    timers: all("check-in").filter(({ body }) => body.check_in && !body.ended_on),
    kits: all("kit").filter(({ body }) => body.strongbox),
    referrals: all("referral").filter(({ body }) => ["second", "offered"].includes(body.state)),
    payouts: all("support").filter(({ body }) => body.payout && body.state === "asked"),
    cards: all("card-out").filter(({ body }) => !body.answer && !body.said),
  };
}

/**
 * Put it away: timers end, kits are destroyed, offers and sums that wait are taken back, and cards leave rounds that still take some.
 * Where the line breaks, the next press goes on.
 * @param {Hands} hands
 * @param {string} caseId a case that was opened
 * @throws {KitOfOthers} before anything is done
 */
export async function clearOut(hands, caseId) {
  const { context } = hands;
  const { timers, kits, referrals, payouts, cards } = leftElsewhere(hands, caseId);
  const today = (hands.clock?.() ?? new Date()).toISOString().slice(0, 10);
  const foreign = kits.find((kit) => !hasPassed(kit, today) && !kit.body.holders.includes(context.me.member));
  if (foreign) throw new KitOfOthers(foreign.body.holders.map((/** @type {string} */ one) => context.nameOf(one)));
  for (const timer of timers) await end(hands, caseId, timer);
  for (const kit of kits) await destroyKit(hands, caseId, kit);
  for (const referral of referrals) await revokeReferral(hands, caseId, referral);
  for (const support of payouts) await withdrawMoney(hands, caseId, support);
  const rounds = cards.length > 0 ? await readRounds(hands) : [];
  for (const card of cards) {
    const round = rounds.find((one) => one.id === card.body.round);
    if (round && isTaking(round, today)) await takeBack(hands, round, caseId, card, newSending());
  }
}
