// Letters and labels, held to client/vectors/letters.json; C3: no letter opens under another key, label or id, or with a changed byte.

import assert from "node:assert/strict";
import { test } from "node:test";
import { recipientOf } from "./ages.js";
import { NotSealed, hex, newUuid, unbase64, unhex } from "./bytes.js";
import { labelIdentity } from "./labels.js";
import { letterStatement, openLetter, sealLetter } from "./letters.js";
import { newRoot, vaultIdentity } from "./roots.js";
import { newSeed, publicKey, verify } from "./signing.js";
import { vectors } from "./vectors_for_tests.js";

const said = vectors("letters");
const signingKeyOf = (member) => (said.trusted[member] ? unhex(said.trusted[member]) : null);
const opened = async ({ identity, letter, blob }) => openLetter(identity, { letter, recipient: await recipientOf(identity), blob: unbase64(blob), signingKeyOf });

test("labels follow from root, vault, epoch and text", async () => {
  for (const { epoch, label, identity, recipient } of said.labels) {
    assert.equal(await labelIdentity(unhex(said.root), said.vault, epoch, label), identity);
    assert.equal(await recipientOf(identity), recipient);
  }
});

for (const one of said.opened) {
  test(`a letter opens: ${one.why} (sealed by ${one.sealed_by})`, async () => {
    assert.deepEqual(await opened(one), { payload: one.payload, author: one.author, signed: one.signed });
  });
}

for (const one of said.refused) test(`a letter is refused: ${one.why}`, async () => assert.rejects(opened(one), NotSealed));

test("what an author signs has one spelling", async () => {
  for (const { statement, signature, ...place } of said.statements) {
    assert.equal(hex(await letterStatement(place)), statement);
    assert.ok(await verify(unhex(said.trusted[place.author]), unhex(statement), unhex(signature)));
  }
});

test("no byte of a letter can be changed", async () => {
  const [one] = said.opened;
  const recipient = await recipientOf(one.identity);
  const blob = unbase64(one.blob);
  for (let at = 0; at < blob.length; at += 7) {
    const changed = blob.slice();
    changed[at] ^= 1;
    await assert.rejects(openLetter(one.identity, { letter: one.letter, recipient, blob: changed, signingKeyOf }), NotSealed, `byte ${at}`);
  }
});

test("a letter opens to no other key, label or id, and a signature counts for its reader alone", async () => {
  const [root, vault, seed] = [newRoot(), newUuid(), newSeed()];
  const [one, other, own] = [await labelIdentity(root, vault, 1, "one"), await labelIdentity(root, vault, 1, "other"), await vaultIdentity(root, vault, 1)];
  const recipient = await recipientOf(one);
  const blob = await sealLetter(recipient, { letter: "7", payload: { x: 1 }, author: "ME-AMINA", seed });
  const wanted = { letter: "7", recipient, blob, signingKeyOf: () => publicKey(seed) };
  assert.deepEqual(await openLetter(one, wanted), { payload: { x: 1 }, author: "ME-AMINA", signed: true });
  assert.equal((await openLetter(one, { ...wanted, signingKeyOf: () => publicKey(newSeed()) })).signed, false);
  assert.equal((await openLetter(one, { ...wanted, recipient: await recipientOf(other) })).signed, false);
  for (const identity of [other, own]) await assert.rejects(openLetter(identity, wanted), NotSealed);
  await assert.rejects(openLetter(one, { ...wanted, letter: "8" }), NotSealed);
});

test("letters of one least size fill the same bucket, and an author who does not sign writes nothing", async () => {
  const { recipient } = said.labels[0];
  for (const size of [0, 5000, 15_000]) {
    const blob = await sealLetter(recipient, { letter: "7", payload: "x".repeat(size), least: 16_384 });
    assert.ok(blob.length > 16_384 && blob.length < 17_000, String(blob.length));
  }
  await assert.rejects(sealLetter(recipient, { letter: "7", payload: {}, author: "ME-AMINA" }), NotSealed);
});
