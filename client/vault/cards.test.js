import assert from "node:assert/strict";
import { test } from "node:test";
import { NotSealed, WrongContext, newUuid, random, text, utf8 } from "./bytes.js";
import { identityOf, recipientOf } from "./ages.js";
import { NotVouched, makeCard, verifyCard } from "./cards.js";
import { newSeed, publicKey } from "./signing.js";

const seed = newSeed();
const recipient = await recipientOf(identityOf(random(32)));
const channel = { channel: newUuid(), slug: "north", vault: newUuid(), epoch: 1, recipient, signer: "ME-JONAS2", vouch: null };

test("a card signed with the root key is read as it was made", async () => {
  const { card, signature } = await makeCard(channel, seed);
  const found = await verifyCard(card, signature, publicKey(seed), { slug: "north", channel: channel.channel });
  assert.equal(found.recipient, recipient);
  assert.equal(found.epoch, 1);
});

test("C4: a card by anybody else, changed or another channel's is refused before its recipient is used", async () => {
  const { card, signature } = await makeCard(channel, seed);
  const other = await recipientOf(identityOf(random(32)));
  const swapped = utf8(text(card).replace(recipient, other));
  await assert.rejects(verifyCard(swapped, signature, publicKey(seed)), NotVouched);
  const forged = await makeCard({ ...channel, recipient: other }, newSeed());
  await assert.rejects(verifyCard(forged.card, forged.signature, publicKey(seed)), NotVouched);
  await assert.rejects(verifyCard(card, signature, publicKey(seed), { slug: "south" }), WrongContext);
  await assert.rejects(verifyCard(card, signature, publicKey(seed), { channel: newUuid() }), WrongContext);
  await assert.rejects(makeCard({ ...channel, vault: "somewhere" }, seed), NotSealed);
});

test("a card with another kind of recipient is none", async () => {
  const { card, signature } = await makeCard({ ...channel, recipient: "age1pq1fictional" }, seed);
  await assert.rejects(verifyCard(card, signature, publicKey(seed)), NotSealed);
});
