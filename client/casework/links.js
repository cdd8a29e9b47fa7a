// Links between cases, written so that both sides agree: the same token in both, and one group on both cards.

import { newUuid } from "../vault/bytes.js";
import { keepCard, keepItem, newSending } from "./acts.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("./kinds.js").Item} Item */

/** What is as true from the other side. That two must not meet stands only in the case whose safety asks for it; who depends on whom has a direction. */
const BOTH_WAYS = ["together", "same-person"];
/** What makes two cases travel as one group. */
const GROUPS = ["together", "depends-on"];

/**
 * Complete a link: the other case says the same where it is held here, and both cards name one group. Doing it twice is doing it once.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} link as it was kept
 * @param {import("./acts.js").Sending} [sending] kept until it is through
 */
export async function mirror(hands, caseId, link, sending = newSending()) {
  const { to, token, relation, note } = link.body;
  const { store } = hands;
  if (!store.case(to) || !(GROUPS.includes(relation) || BOTH_WAYS.includes(relation))) return;
  const other = await store.open(to);
  if (BOTH_WAYS.includes(relation)) {
    const there = store.items(to, "link").find(({ body }) => body.token === token);
    if (there?.body.relation !== relation) await keepItem(hands, to, "link", { to: caseId, token, relation, note }, there, { sending });
  }
  if (!GROUPS.includes(relation)) return;
  const group = store.case(caseId)?.card.group || other.card.group || newUuid();
  for (const id of [caseId, to]) await keepCard(hands, id, { group });
}

/**
 * Give cases with their links, as groups are made of them.
 * @param {Hands} hands
 * @returns {import("./people.js").Linked[]} links only of cases that were opened
 */
export function linkedCases({ store }) {
  return store.cases().map((view) => ({
    id: view.shell.id, people: view.derived.people,
    links: view.opened ? store.items(view.shell.id, "link").filter(({ body }) => body.to && body.relation).map(({ body }) => ({ to: body.to, relation: body.relation })) : [],
  }));
}
