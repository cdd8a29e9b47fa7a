// Reads cases as somebody else wrote them on the standard input, and says where they are not what this browser would have written: one line of JSON
// each, nothing where all is well. {now, cases: [{alias, author, card, items: [{id, compartment, kind, body, at, type}]}], registers: [body]}

import { readFileSync } from "node:fs";
import { cardOf, readCard, sizeOf, MOST } from "./card.js";
import { homeOf, readEntry, readItem } from "./kinds.js";
import { same } from "./merge.js";
import { derive } from "./state.js";

const { now, cases, registers } = JSON.parse(readFileSync(0, "utf8"));
const say = (problem) => console.log(JSON.stringify(problem));

/** What was read must be what was written, as far as something was. */
function changed(body, read) {
  return read === null ? ["kind"] : Object.keys(body).filter((field) => !same(body[field], read[field]));
}

for (const body of registers) {
  const fields = changed(body, readItem(body));
  if (fields.length > 0) say({ register: body.kind, fields });
}
for (const { alias, author, card, items } of cases) {
  const read = [];
  for (const { type, id, compartment, body, at } of items) {
    const known = type === "case.entry" ? readEntry(body) : readItem(body);
    const fields = changed(body, known);
    if (fields.length > 0) say({ alias, kind: body.kind, fields });
    if (type === "case.entry" || known === null) continue;
    if (homeOf(body.kind) !== compartment) say({ alias, kind: body.kind, home: homeOf(body.kind) });
    read.push({ id, vault: "", compartment, version: 1, kind: body.kind, body: known, author, at, hash: "", signed: true });
  }
  const derived = derive({ items: read, seen: new Set(["case", "identity", "route"]), before: null, today: now.slice(0, 10), now });
  const made = cardOf({ derived, items: read, before: readCard(card) });
  const fields = Object.keys(made).filter((field) => !same(made[field], card[field]));
  for (const field of fields) say({ alias, card: field, written: card[field], worked_out: made[field] });
  if (sizeOf(made) > MOST) say({ alias, size: sizeOf(made) });
}
