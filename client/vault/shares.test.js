// Shares, strongboxes and tokens, held to client/vectors/shares.json and keyed.json, as safeconduct/vault/format is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { recipientOf } from "./ages.js";
import { NotSealed, hex, newUuid, random, unbase64, unhex } from "./bytes.js";
import { knownToken } from "./keyed.js";
import { join, split } from "./shares.js";
import { newSeed } from "./signing.js";
import { openShare, openStrongbox, sealShare, sealStrongbox, shareStatement } from "./strongboxes.js";
import { newUserBundle } from "./staff.js";
import { vectors } from "./vectors_for_tests.js";

const said = vectors("shares");

/** @template T @param {T[]} all @returns {[T, T][]} every two */
const pairs = (all) => all.flatMap((one, at) => all.slice(at + 1).map((other) => /** @type {[T, T]} */ ([one, other])));

test("any two shares of a line give its secret", async () => {
  for (const { secret, shares } of said.lines) {
    for (const [one, other] of pairs(shares)) {
      assert.equal(hex(await join(unhex(one), unhex(other))), secret);
      assert.equal(hex(await join(unhex(other), unhex(one))), secret);
    }
  }
});

for (const { why, one, other } of said.refused) {
  test(`two shares are refused: ${why}`, async () => assert.rejects(join(unhex(one), unhex(other)), NotSealed));
}

test("what is split here has the shape of the vectors, and any two have it again", async () => {
  for (let count = 2; count <= 5; count += 1) {
    const secret = random(32);
    const shares = await split(secret, count);
    assert.ok(shares.every((share) => share.length === 33 && share.at(-1) !== 0));
    for (const [one, other] of pairs(shares)) assert.deepEqual(await join(one, other), secret);
  }
  for (const count of [0, 1, 6, 2.5]) await assert.rejects(split(random(32), count), RangeError);
});

test("sealed shares and contents of both halves open, and the share of another box opens nothing", async () => {
  const found = [];
  for (const { identity, share, blob, ...place } of said.sealed) {
    const opened = await openShare(identity, { ...place, blob: unbase64(blob) });
    assert.equal(hex(opened), share);
    if (!found.some((one) => hex(one) === share)) found.push(opened);
  }
  for (const { box, payload, blob } of said.contents) {
    for (const [one, other] of pairs(found)) assert.deepEqual(await openStrongbox({ box, content: unbase64(blob), one, other }), payload);
    await assert.rejects(openStrongbox({ box, content: unbase64(blob), one: found[1], other: unhex(said.stranger) }), NotSealed);
  }
  for (const { box, blob } of said.contents_refused) {
    await assert.rejects(openStrongbox({ box, content: unbase64(blob), one: found[0], other: found[1] }), NotSealed);
  }
});

for (const { why, identity, share: _share, blob, ...place } of said.sealed_refused) {
  test(`a share is refused: ${why}`, async () => assert.rejects(openShare(identity, { ...place, blob: unbase64(blob) }), NotSealed));
}

test("what is signed about a share has one spelling", async () => {
  const { statement, signature: _signature, blob, content, ...place } = said.statement;
  assert.equal(hex(await shareStatement({ ...place, blob: unhex(blob), content: unhex(content) })), statement);
});

test("a box that was sealed here opens to any two, and no share to anybody but whose it is", async () => {
  const people = await Promise.all(
    ["ME-AMINA", "ME-TOMAS", "ME-JONAS"].map(async (member) => {
      const { identity } = newUserBundle(member, "2026-11-23");
      return { member, identity, recipient: await recipientOf(identity) };
    }),
  );
  const [box, seed] = [newUuid(), newSeed()];
  const { content, shares } = await sealStrongbox({ address: "invented" }, { box, by: "ME-MAKER", seed, sharers: people });
  const opened = await Promise.all(shares.map(({ member, blob }, at) => openShare(people[at].identity, { box, by: "ME-MAKER", member, blob })));
  for (const [one, other] of pairs(opened)) assert.deepEqual(await openStrongbox({ box, content, one, other }), { address: "invented" });
  await assert.rejects(openStrongbox({ box: newUuid(), content, one: opened[0], other: opened[1] }), NotSealed);
  await assert.rejects(openShare(people[1].identity, { box, by: "ME-MAKER", member: "ME-AMINA", blob: shares[0].blob }), NotSealed);

  const given = await sealShare(opened[1], { box, by: "ME-TOMAS", member: "ME-AMINA", recipient: people[0].recipient, content, seed });
  assert.deepEqual(await openShare(people[0].identity, { box, by: "ME-TOMAS", member: "ME-AMINA", blob: given.blob }), opened[1]);
  await assert.rejects(openShare(people[0].identity, { box, by: "ME-JONAS", member: "ME-AMINA", blob: given.blob }), NotSealed);
});

test("tokens are those of the vectors, and a short key is refused", async () => {
  for (const { key, form, token } of vectors("keyed").cases) assert.equal(hex(await knownToken(unhex(key), form)), token);
  for (const length of [0, 16, 31, 33]) await assert.rejects(knownToken(new Uint8Array(length), "x"), RangeError);
});
