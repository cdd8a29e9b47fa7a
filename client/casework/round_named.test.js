import assert from "node:assert/strict";
import { test } from "node:test";
import { namedBy } from "./round_named.js";

const cards = (org, ...tiers) => tiers.map((tier) => ({ org, tier, people: 2 }));

test("cards are counted by the organisation that they name, those with the most critical ones first", () => {
  const found = namedBy([...cards("OR-ONE", "low", "high"), ...cards("OR-TWO", "critical")]);
  assert.deepEqual(found.map(({ org, cards: number, people, critical }) => [org, number, people, critical]), [["OR-TWO", 1, 2, 1], ["OR-ONE", 2, 4, 0]]);
});

test("an organisation stands out that calls most of its cards critical, unless they are few", () => {
  const table = [
    [["critical", "critical"], false],
    [["critical", "critical", "critical"], true],
    [["critical", "critical", "critical", "low", "low"], true],
    [["critical", "critical", "critical", "low", "low", "low"], false],
  ];
  for (const [tiers, isMuch] of table) assert.equal(namedBy(cards("OR-ONE", ...tiers))[0].isMuch, isMuch, tiers.join(" "));
});

test("no cards name nobody", () => {
  assert.deepEqual(namedBy([]), []);
});
