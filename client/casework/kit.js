// The kit of a case: a strongbox, and the item that says in the case that there is one and until when it is kept.

import { keepItem } from "./acts.js";
import { addMonths } from "./days.js";
import { destroyStrongbox, renewStrongbox, unlessGone } from "./sealing.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("./kinds.js").Item} Item */

const MONTHS = 6;

/**
 * Give the last day of a kit that is made or kept on: the end of the sixth month after this one, so that it tells no day, or the last day of the consent
 * where that comes first.
 * @param {string} today
 * @param {string} [consentUntil] a day, or "" where the consent is open
 * @returns {string} a day
 */
export function lastKitDay(today, consentUntil = "") {
  const end = addMonths(`${today.slice(0, 7)}-31`, MONTHS);
  return consentUntil && consentUntil < end ? consentUntil : end;
}

/**
 * Whether the night has taken a kit away because its day has passed.
 * @param {Item} kit
 * @param {string} today
 */
export function hasPassed({ body }, today) {
  return body.strongbox !== "" && body.until !== "" && body.until < today;
}

/**
 * Keep a kit on: first its strongbox, then the item that reminds. Where the line broke between the two, the next press goes on.
 * @param {Hands} hands of one who shares it
 * @param {string} caseId
 * @param {Item} kit
 * @param {string} until its new last day
 */
export async function keepKitOn(hands, caseId, kit, until) {
  await renewStrongbox(hands.context, kit.body.strongbox, until);
  return keepItem(hands, caseId, "kit", { ...kit.body, until }, kit);
}

/**
 * Destroy a kit: first its strongbox, then the case says that there is none. Where the line broke between the two, the next press goes on.
 * @param {Hands} hands of one who shares it; for anybody else it is not there, unless its day has passed
 * @param {string} caseId
 * @param {Item} kit
 */
export async function destroyKit(hands, caseId, kit) {
  const today = (hands.clock?.() ?? new Date()).toISOString().slice(0, 10);
  if (!hasPassed(kit, today)) {
    if (!kit.body.holders.includes(hands.context.me.member)) throw new TypeError("this kit is shared by others");
    await unlessGone(destroyStrongbox(hands.context, kit.body.strongbox));
  }
  await keepItem(hands, caseId, "kit", { ...kit.body, strongbox: "", holders: [] }, kit);
}
