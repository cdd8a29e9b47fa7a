import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { keepItem } from "./acts.js";
import { addCompartment, newOpening, openCase } from "./opening.js";
import { sharedRuns } from "./shingles.js";
import { handIn, isArea, isOver, isPeriod, newHanding, slipTroubles, toWithdraw, withdrawSlip } from "./slips.js";
import { world } from "./world_for_tests.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/slips.json", import.meta.url), "utf8"));

for (const { why, text, troubles } of vectors.troubles) test(`a sentence with ${why}`, () => assert.deepEqual(slipTroubles(text), troubles));
for (const { text, on, is } of vectors.over) test(`on ${on} ${text} is ${is ? "" : "not "}over`, () => assert.equal(isOver(text, on), is));
for (const { text, is } of vectors.periods) test(`${text || "nothing"} is ${is ? "a" : "no"} period`, () => assert.equal(isPeriod(text), is));
for (const { text, is } of vectors.areas) test(`${text || "nothing"} is ${is ? "an" : "no"} area`, () => assert.equal(isArea(text), is));
for (const { why, slip, told, runs } of vectors.shingles) test(`shared with what was told: ${why}`, () => assert.deepEqual(sharedRuns(slip, told), runs));

test("more than four hundred letters are too many", () => {
  assert.deepEqual(slipTroubles("people ".repeat(58)), ["long"]);
  assert.deepEqual(slipTroubles("people ".repeat(56)), []);
});

const TOLD = "They came to my cousin and the officers told families to deal with it themselves or else.";
const SAID = { text: "Officials left it to relatives to punish their own.", language: "en", root_kind: "first-hand", amount: "several", period: "2026-Q3", area: "RU-CE" };

async function withStory() {
  const server = world();
  const malika = server.desk("ME-MA1KA0");
  const slips = [];
  const { post } = malika.context.api;
  malika.context.api.post = (address, body) => {
    if (address === "/desk/released/slips/") {
      if (!slips.some((one) => one.id === body.id)) slips.push(body);
      if (slips.broken) throw (slips.broken = false) || Object.assign(new Error("offline"), { code: "offline" });
      return { reference: "SL-7Q4MZK" };
    }
    if (address.startsWith("/desk/released/slips/")) return slips.push(address) && { state: "withdrawn" };
    return post(address, body);
  };
  await malika.context.refresh();
  const view = await openCase(malika, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] } }, newOpening());
  const id = view.shell.id;
  await addCompartment(malika, id, { compartment: "story", holders: ["ME-Z0YA00"] }, { sendings: new Map() });
  const consent = await keepItem(malika, id, "consent", { purpose: "testimony", given: "yes", on: "2026-11-01" });
  const testimony = await keepItem(malika, id, "testimony", { text: TOLD, on: "2026-11-02", consent: consent.id });
  return { malika, id, slips, consent, testimony };
}

test("a sentence is handed in without anything of the case, and the case notes its number", async () => {
  const { malika, id, slips, testimony } = await withStory();
  const kept = await handIn(malika, id, { crisis: "CR-7Q4MZK", said: SAID, of: [testimony.id] }, newHanding());

  assert.deepEqual(Object.keys(slips[0]).sort(), ["amount", "area", "crisis", "id", "language", "period", "root_kind", "text"]);
  const sent = JSON.stringify(slips);
  for (const secret of [id, testimony.id, kept.id, "Heron"]) assert.ok(!sent.includes(secret));
  assert.deepEqual([kept.body.slip, kept.body.state, kept.body.of, kept.compartment], ["SL-7Q4MZK", "handed", [testimony.id], "story"]);
});

test("five words of somebody's own are not sent", async () => {
  const { malika, id, slips } = await withStory();
  const said = { ...SAID, text: "The officers told families to deal with relatives." };

  await assert.rejects(handIn(malika, id, { crisis: "CR-7Q4MZK", said, of: [] }, newHanding()), TypeError);
  assert.deepEqual(slips, []);
});

test("a line that breaks makes no second sentence", async () => {
  const { malika, id, slips } = await withStory();
  const handing = newHanding();
  slips.broken = true;
  await assert.rejects(handIn(malika, id, { crisis: "CR-7Q4MZK", said: SAID, of: [] }, handing));
  await handIn(malika, id, { crisis: "CR-7Q4MZK", said: SAID, of: [] }, handing);

  assert.equal(slips.length, 1);
  assert.equal(malika.store.items(id, "slip").length, 1);
});

test("a consent that was withdrawn finds every sentence that rests on it", async () => {
  const { malika, id, slips, consent, testimony } = await withStory();
  const kept = await handIn(malika, id, { crisis: "CR-7Q4MZK", said: SAID, of: [testimony.id] }, newHanding());
  assert.deepEqual(toWithdraw(malika.store.items(id), "2026-11-23"), []);
  await keepItem(malika, id, "consent", { ...consent.body, withdrawn_on: "2026-11-20" }, consent);

  const [found] = toWithdraw(malika.store.items(id), "2026-11-23");
  assert.equal(found.id, kept.id);
  await withdrawSlip(malika, id, found);
  assert.equal(slips.at(-1), "/desk/released/slips/SL-7Q4MZK/withdraw/");
  assert.deepEqual(toWithdraw(malika.store.items(id), "2026-11-23"), []);
});

test("a newer no to testimony finds them as well", async () => {
  const { malika, id, testimony } = await withStory();
  const kept = await handIn(malika, id, { crisis: "CR-7Q4MZK", said: SAID, of: [testimony.id] }, newHanding());
  await keepItem(malika, id, "consent", { purpose: "testimony", given: "no", on: "2026-11-20" });

  assert.deepEqual(toWithdraw(malika.store.items(id), "2026-11-23").map((one) => one.id), [kept.id]);
});
