import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { seeded } from "./seeded_for_tests.js";
import { TABLES, differs, lastDay, lineOf, roundCell, roundSum, tooClose, troubles } from "./tenfive.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/numbers.json", import.meta.url), "utf8"));
const figure = (cell, value, withheld = false) => ({ cell, value, withheld });

test("the shared answers name the same tables", () => assert.deepEqual(vectors.tables, TABLES));

for (const { count, is_place: isPlace, value } of vectors.rounding) {
  test(`${count} ${isPlace ? "in a place" : "people"} is said as ${value ?? "fewer than 10"}`, () => assert.equal(roundCell(count, isPlace), value));
}

for (const { units, recipients, value } of vectors.sums) {
  test(`${units} to ${recipients} people is said as ${value ?? "nothing"}`, () => assert.equal(roundSum(units, recipients), value));
}

vectors.lines.forEach(({ table, counts, recipients, figures }, at) => {
  test(`a line, ${at + 1}: ${table}`, () => assert.deepEqual(lineOf(table, counts, recipients), figures));
});

vectors.pairs.forEach(({ why, before, after, is_place: isPlace, is_money: isMoney, differs: is }) => {
  test(`two figures of one cell: ${why}`, () => assert.equal(differs(before, after, { isPlace, isMoney }), is));
});

vectors.releases.forEach(({ why, line, on, ledger, troubles: found }) => {
  test(`letting out: ${why}`, () => assert.deepEqual(troubles(line, { on, ledger }), found));
});

test("a cross table or a cell of one's own has no name", () => {
  assert.throws(() => lineOf("arrivals-by-country-month", {}), TypeError);
  assert.throws(() => lineOf("constructor", {}), TypeError);
  assert.throws(() => lineOf("arrivals-by-region-quarter", { FR: 12 }), TypeError);
});

test("a quarter ends on its last day, and nothing else is one", () => {
  assert.deepEqual(["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2026-Q5", "2026"].map(lastDay), ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31", "", ""]);
});

const ON = "2027-04-01";
const TABLE_NAMES = Object.keys(TABLES);

/** A year of work: counts that grow and are put right, and everything that may go out goes out. */
function year(seed) {
  const random = seeded(seed);
  const ledger = [];
  const counts = new Map();
  let refused = 0;
  for (let turn = 0; turn < 24; turn += 1) {
    const table = TABLE_NAMES[random(TABLE_NAMES.length)];
    const quarter = ["2026-Q3", "2026-Q4"][random(2)];
    const { cells } = TABLES[table];
    const known = counts.get(table + quarter) ?? Object.fromEntries(cells.map((cell) => [cell, random(3) ? random(30) : 0]));
    for (const cell of cells) known[cell] = Math.max(0, known[cell] + [0, 0, 1, 3, -2, 14][random(6)]);
    if ("total" in known && cells.length > 1) known.total = cells.reduce((sum, cell) => (cell === "total" ? sum : sum + known[cell]), 0);
    counts.set(table + quarter, known);
    const recipients = Object.fromEntries(cells.map((cell) => [cell, random(25)]));
    const line = { table, quarter, figures: lineOf(table, known, recipients) };
    const found = troubles(line, { on: ON, ledger });
    assert.deepEqual(found.filter((one) => one !== "differs-too-little"), [], `seed ${seed}`);
    if (found.length === 0) ledger.push(line);
    else refused += 1;
  }
  return { ledger, refused };
}

test("in three hundred years no two releases differ by one to nine, and no cell is below ten", () => {
  let [out, refused, hidden, pairs] = [0, 0, 0, 0];
  for (let seed = 1; seed <= 300; seed += 1) {
    const told = year(seed);
    out += told.ledger.length;
    refused += told.refused;
    for (const [at, line] of told.ledger.entries()) {
      const { isPlace } = TABLES[line.table];
      for (const { value } of line.figures) {
        assert.ok(value === null || value >= 10 || (value === 0 && !isPlace), `seed ${seed}`);
        hidden += value === null ? 1 : 0;
      }
      for (const earlier of told.ledger.slice(0, at).filter((one) => one.table === line.table && one.quarter === line.quarter)) {
        for (const [cell, { value }] of line.figures.entries()) {
          const before = earlier.figures[cell].value;
          pairs += 1;
          if (value !== null && before !== null) assert.ok(value === before || Math.abs(value - before) >= 10, `seed ${seed}`);
        }
      }
    }
  }
  assert.ok(out > 1000 && refused > 1000 && hidden > 1000 && pairs > 1000, [out, refused, hidden, pairs].join(" "));
});

test("in ten thousand lines the total never says the one cell that is hidden", () => {
  let held = 0;
  for (let seed = 1; seed <= 10_000; seed += 1) {
    const random = seeded(seed);
    const table = TABLE_NAMES[random(TABLE_NAMES.length)];
    const { cells, isMoney } = TABLES[table];
    if (isMoney || cells.length === 1) continue;
    const counts = Object.fromEntries(cells.filter((cell) => cell !== "total").map((cell) => [cell, random(2) ? random(40) : 0]));
    const figures = lineOf(table, { ...counts, total: Object.values(counts).reduce((sum, one) => sum + one, 0) });
    const total = figures.at(-1);
    const closed = figures.slice(0, -1).filter((one) => one.value === null);
    assert.ok(total.value === null || closed.length !== 1, `seed ${seed}`);
    held += figures.some((one) => one.withheld) ? 1 : 0;
  }
  assert.ok(held > 500, String(held));
});

test("what came before in another quarter or table stands in nobody's way", () => {
  const old = { table: "requests-by-quarter", quarter: "2026-Q3", figures: [figure("total", 40)] };
  assert.deepEqual(tooClose(old, { ...old, quarter: "2026-Q4", figures: [figure("total", 45)] }), []);
  assert.deepEqual(tooClose(old, { ...old, table: "supported-by-quarter", figures: [figure("total", 45)] }), []);
  assert.deepEqual(tooClose(old, { ...old, figures: [figure("total", 45)] }), ["total"]);
});
