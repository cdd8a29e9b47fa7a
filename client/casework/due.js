// What has to be looked at first in a case, and on which day. The list shows it, and the server is told the day and nothing else.

import { addDays, within } from "./days.js";

/** @typedef {import("./kinds.js").Item} Item */
/** @typedef {{on: string, what: string, id: string}} Due what: a word of DUE; id: the item it is about, "" where that is not known here */

/** What can be due; on one day the first of these is shown. */
export const DUE = /** @type {const} */ (["need", "leg", "deadline", "appeal", "stay", "task", "valid", "consent", "kit", "document"]);
const AHEAD = 60; // days before a document runs out that somebody has to see to a new one

const KIT_AHEAD = 14; // days before a kit goes that somebody has to keep it on

/** Where the fact behind a word lives. @type {Record<string, string>} */
const HOMES = { leg: "route", appeal: "route", stay: "route", valid: "route", document: "identity" };

/** @type {Record<string, (body: any, today: string) => [string, string][]>} */
const RULES = {
  need: (body, today) => (body.severity === "now" && !body.met_on ? [[today, "need"]] : []),
  task: (body) => (body.done_on ? [] : [[body.due, "task"]]),
  document: (body, today) => (body.state === "have" && body.expires && body.expires <= addDays(today, AHEAD) ? [[body.expires, "document"]] : []),
  // What has run out already can no longer be looked after; it is seen where it is asked for.
  consent: (body, today) => (body.given === "yes" && !body.withdrawn_on && body.until >= today ? [[body.until, "consent"]] : []),
  kit: (body) => (body.strongbox && body.until ? [[addDays(body.until, -KIT_AHEAD), "kit"]] : []),
  application: (body, today) => [
    ...(body.state === "refused" && body.appeal_until >= today ? [/** @type {[string, string]} */ ([body.appeal_until, "appeal"])] : []),
    ...(body.state === "granted" && body.valid_until >= today ? [/** @type {[string, string]} */ ([body.valid_until, "valid"])] : []),
  ],
  stay: (body, today) => (body.until && within(today, body) ? [[body.until, "stay"]] : []),
  leg: (body) => (body.state === "planned" || body.state === "under-way" ? [[body.on.slice(0, 10), "leg"]] : []),
};

/**
 * Find the earliest day on which something is due.
 * @param {{items: Item[], deadline: string, seen: Set<string>, before: {due: {on: string, what: string}} | null, today: string}} wanted before: the card, which
 *   still says what was due in compartments that cannot be read here
 * @returns {Due}
 */
export function dueOf({ items, deadline, seen, before, today }) {
  /** @type {Due[]} */
  const found = items.flatMap((item) => (RULES[item.kind]?.(item.body, today) ?? []).map(([on, what]) => ({ on, what, id: item.id })));
  if (deadline) found.push({ on: deadline, what: "deadline", id: "" });
  const home = before ? HOMES[before.due.what] : undefined;
  if (before && home && !seen.has(home)) found.push({ ...before.due, id: "" });
  const order = /** @type {readonly string[]} */ (DUE);
  const some = found.filter((one) => one.on !== "").sort((a, b) => a.on.localeCompare(b.on) || order.indexOf(a.what) - order.indexOf(b.what) || a.id.localeCompare(b.id));
  return some[0] ?? { on: "", what: "", id: "" };
}
