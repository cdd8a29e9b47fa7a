// Who holds a compartment, and what stands where somebody does not.

import { h } from "./dom.js";
import { notice } from "./inbox_parts.js";
import { dayWords } from "./requests_time.js";
import { compartmentWords } from "./words_cases.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk */

/**
 * @param {CaseDesk} desk
 * @param {string} compartment
 * @returns {string[]} members who hold it now; empty where it is not held here, or not made yet
 */
export function holdersOf(desk, compartment) {
  const vault = desk.hands.context.vaults.find((one) => one.id === desk.view().vaults[compartment]);
  return vault ? [...new Set(vault.holders.filter((one) => one.epoch === vault.epoch).map((one) => one.member))] : [];
}

/** @param {CaseDesk} desk @param {string} compartment */
export function isMade(desk, compartment) {
  return Boolean(desk.view().vaults[compartment]);
}

/**
 * Say that a compartment is not held here, and whom to ask: its holders are known to nobody else, but who made it signed for that.
 * @param {CaseDesk} desk
 * @param {string} compartment
 */
export function notHeld(desk, compartment) {
  const { hands, id } = desk;
  const told = hands.store.items(id, "compartment").find(({ body }) => body.compartment === compartment);
  const title = compartmentWords(compartment);
  if (!told) return notice("", "", h("p", { class: "govuk-body" }, `“${title}” is a part of its own, and this case has none yet.`));
  const name = hands.context.nameOf(told.author);
  return notice(
    "",
    `Kept apart: ${title.toLowerCase()}`,
    h("p", { class: "govuk-body" }, "You do not hold the key to this part of the case. ", h("bdi", {}, name), ` made it on ${dayWords(told.at)} and knows who holds it. Ask there if your work needs it.`),
  );
}
