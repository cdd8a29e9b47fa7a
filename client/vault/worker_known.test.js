// C9: tokens of two holders, as a page, its worker, a server and the holders see them. The line between page and worker carries blinds and points, and no key.

import assert from "node:assert/strict";
import test from "node:test";
import { ristretto255_oprf } from "@noble/curves/ed25519.js";
import { hex, unhex } from "./bytes.js";
import { vectors } from "./vectors_for_tests.js";
import { coalition, unlocked } from "./worker_story.js";

const code = (wanted) => (problem) => problem.code === wanted;
const { keys, cases } = vectors("oprf").holders;
const answersTo = (blinded) => keys.map((key) => blinded.map(({ point }) => hex(ristretto255_oprf.oprf.blindEvaluate(unhex(key), unhex(point)))));

async function desk() {
  const { others, root, people } = await coalition("ME-AMINA", "ME-TOMAS");
  return (await unlocked(others[0], { root, people })).keeper;
}

test("what is blinded here and answered by two is the token of the vectors, and no two questions are alike", async () => {
  const keeper = await desk();
  const terms = cases.map(({ form }) => form);
  const [blinded, again] = [await keeper.blindTerms({ terms }), await keeper.blindTerms({ terms })];
  for (const asked of [blinded, again]) assert.deepEqual(await keeper.finishTerms({ blinded: asked, answers: answersTo(asked) }), cases.map(({ token }) => token));
  assert.equal(new Set([...blinded, ...again].flatMap(({ point, blind }) => [point, blind])).size, 12);
});

test("an answer that is missing or is none makes no token, and four terms are not asked about", async () => {
  const keeper = await desk();
  const blinded = await keeper.blindTerms({ terms: ["a 1990", "b 1990"] });
  const [one, other] = answersTo(blinded);
  for (const answers of [[], [one], [one, other, one], [one, other.slice(1)], [one, [other[0], "00".repeat(32)]], [one, [other[0], "zz"]]]) {
    await assert.rejects(keeper.finishTerms({ blinded, answers }), code("no-answer"));
  }
  await assert.rejects(keeper.blindTerms({ terms: ["a", "b", "c", "d"] }), code("too-many-terms"));
  keeper.lock();
  await assert.rejects(keeper.blindTerms({ terms: ["a"] }), code("locked"));
});
