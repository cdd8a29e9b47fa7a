// Who leads a round: what its opener signs, and what of a hostile server's is refused before a card is sealed to it.

import assert from "node:assert/strict";
import test from "node:test";
import { hex, newUuid, unhex } from "./bytes.js";
import { roundStatement } from "./rounds.js";
import { verify } from "./signing.js";
import { vectors } from "./vectors_for_tests.js";
import { coalition, person, swapKeys, unlocked } from "./worker_story.js";

const code = (wanted) => (problem) => problem.code === wanted;

test("both halves sign the same words of a round, in whatever order its coordinators are named", async () => {
  const { coordinators, cases } = vectors("rounds");
  const people = coordinators.map(({ signing_key, ...one }) => ({ ...one, signingKey: unhex(signing_key) }));
  const [, amina] = people;
  for (const { statement, signature, ...round } of cases) {
    for (const order of [people, [...people].reverse()]) assert.equal(hex(roundStatement({ ...round, coordinators: order })), statement);
    assert.ok(await verify(amina.signingKey, unhex(statement), unhex(signature)));
  }
});

/** Amina opens a round with Tomas; Zoya, of the same coalition, has a card for it. */
async function opened() {
  const { jonas, others, root, people } = await coalition("ME-AMINA", "ME-TOMAS", "ME-ZOYA");
  const [amina, tomas, zoya] = others;
  const [hers, mine] = [await unlocked(amina, { root, people }), await unlocked(zoya, { root, people })];
  const round = { round: newUuid(), vault: newUuid(), crisis: "CR-7Q4MZK", closesOn: "2026-11-30" };
  const { signature } = await hers.keeper.signRound({ ...round, other: "ME-TOMAS" });
  const shown = { ...round, coordinators: ["ME-TOMAS", "ME-AMINA"], opener: "ME-AMINA", signature };
  return { jonas, amina, tomas, zoya, root, people, hers, mine, shown };
}

test("a round that its opener signed is led by the two who are named", async () => {
  const { mine, shown } = await opened();
  assert.deepEqual((await mine.keeper.checkRound(shown)).coordinators.sort(), ["ME-AMINA", "ME-TOMAS"]);
});

const SHOWN = [
  ["one coordinator swapped for another whom we trust", { coordinators: ["ME-AMINA", "ME-JONAS"] }, "round-unsigned"],
  ["a third one", { coordinators: ["ME-AMINA", "ME-TOMAS", "ME-JONAS"] }, "two-coordinators"],
  ["one alone", { coordinators: ["ME-AMINA"] }, "two-coordinators"],
  ["the same one twice", { coordinators: ["ME-AMINA", "ME-AMINA"] }, "two-coordinators"],
  ["somebody who is not in the directory", { coordinators: ["ME-AMINA", "ME-NOBODY"] }, "not-trusted"],
  ["an opener who does not lead it", { opener: "ME-JONAS" }, "round-unsigned"],
  ["the other coordinator named as its opener", { opener: "ME-TOMAS" }, "round-unsigned"],
  ["another round", { round: newUuid() }, "round-unsigned"],
  ["another vault", { vault: newUuid() }, "round-unsigned"],
  ["another crisis", { crisis: "CR-000000" }, "round-unsigned"],
  ["another last day", { closesOn: "2026-12-30" }, "round-unsigned"],
  ["no signature, as of rounds that were opened before there was one", { signature: "" }, "round-unsigned"],
];
for (const [what, changed, refused] of SHOWN) {
  test(`C4: a round is refused that shows ${what}`, async () => {
    const { mine, shown } = await opened();
    await assert.rejects(mine.keeper.checkRound({ ...shown, ...changed }), code(refused));
  });
}

test("C4: a coordinator whose keys nobody vouches for, or are others than were seen, leads nothing", async () => {
  const { jonas, amina, tomas, zoya, root, people, shown } = await opened();
  const stranger = await person("ME-TOMAS");
  for (const listed of [stranger.entry, await swapKeys(tomas), { ...tomas.entry, active: false }]) {
    const other = await unlocked(zoya, { root, people: [...people.filter((one) => one.member !== "ME-TOMAS"), listed] });
    await assert.rejects(other.keeper.checkRound(shown), code("not-trusted"));
  }
  assert.ok(jonas && amina);
});

test("nobody opens a round with themselves, or with somebody whom they cannot trust", async () => {
  const { hers, shown } = await opened();
  const { coordinators: _two, opener: _opener, signature: _signature, ...round } = shown;
  await assert.rejects(hers.keeper.signRound({ ...round, other: "ME-AMINA" }), code("two-coordinators"));
  await assert.rejects(hers.keeper.signRound({ ...round, other: "ME-NOBODY" }), code("not-trusted"));
});
