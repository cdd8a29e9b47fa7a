// Makes client/vectors/case_items.json: every kind with its fields, one example that fits and one that is spoilt, and what reading gives. Both halves
// of the product are held to it. `node client/casework/items_for_tests.js` writes it again; look at the difference before it is kept.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ENTRIES, KINDS, readEntry, readItem } from "./kinds.js";

const ID = "0b5f3c1e-7a44-4d0e-9c8e-1f2a3b4c5d6e";
const FITS = {
  day: "2026-11-24", moment: "2026-11-24T06:30Z", hour: "06:30", id: ID, ME: "ME-AMA1NA", OR: "OR-B0AT01", reference: "CR-7Q4MZK", country: "FR",
  currency: "EUR", language: "ru", code: "humanitarian-visa", hex32: "0f".repeat(16), hex64: "0f".repeat(32), key: `${"A".repeat(43)}=`, edtf: "1994-XX", n: 3,
  yes: true,
};
/** What a broken or hostile colleague could have sealed instead. */
const SPOILT = {
  day: "2026-02-30", moment: "24 November", hour: "24:00", id: "not-an-id", ME: "me-amina1", OR: ["OR-B0AT01"], reference: "CR-", country: "France",
  currency: "€", language: "<i>", code: "Humanitarian Visa", hex32: "0F", hex64: 5, key: "key", edtf: "about 1994", n: -1, yes: "true",
};

/** Make a value for a shape. */
function value(shape, words) {
  if (typeof shape === "string") return /^t\d+$/.test(shape) ? (words === FITS ? "Words, Слова" : { toString: "no" }) : words[shape];
  if (Array.isArray(shape)) return words === FITS ? shape[0] : "constructor";
  if (shape.list) return words === FITS ? [value(shape.list, words)] : [value(shape.list, words), null, 7];
  if (shape.rows) return words === FITS ? [fieldsOf(shape.rows, words)] : ["row", null, fieldsOf(shape.rows, words)];
  return words === FITS ? fieldsOf(shape.part, words) : [];
}

function fieldsOf(fields, words) {
  return Object.fromEntries(Object.entries(fields).map(([field, shape]) => [field, value(shape, words)]));
}

/** Every kind with a good and a spoilt example, and what reading gives. */
export function examples() {
  const made = (table, readOne, fields) =>
    Object.entries(table).map(([kind, one]) => {
      const good = { kind, ...fieldsOf(fields(one), FITS) };
      if (kind === "message") good.answers = { danger: "now", needs: ["money"] };
      const spoilt = { kind, ...fieldsOf(fields(one), SPOILT), unknown: "is dropped" };
      return { kind, good, spoilt, read: readOne(spoilt) };
    });
  return {
    kinds: KINDS,
    entries: ENTRIES,
    items: made(KINDS, readItem, (one) => one.fields),
    journal: made(ENTRIES, readEntry, (one) => one),
    refused: [null, 7, "need", [], {}, { kind: "orders" }, { kind: "constructor" }, { kind: ["need"] }, { kind: "__proto__" }],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL("../vectors/case_items.json", import.meta.url), `${JSON.stringify(examples(), null, 1)}\n`);
}
