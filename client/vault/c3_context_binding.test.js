import assert from "node:assert/strict";
import { test } from "node:test";
import { NotSealed, WrongContext, newUuid, random, utf8 } from "./bytes.js";
import { identityOf, recipientOf, sealTo } from "./ages.js";
import { canonical } from "./canonical.js";
import { grantStatement, openGrant, sealGrant } from "./grants.js";
import { newSeed, publicKey, verify } from "./signing.js";
import { openPrevious, openRecord, openStatement, prevOf, sealPrevious, sealRecord, sealStatement } from "./records.js";
import { pad } from "./padding.js";
import { newRoot } from "./roots.js";
import { newUserBundle, openFactor, openKeyring, openSlot, sealFactor, sealKeyring, sealSlot } from "./staff.js";

const TYPES = ["case.card", "case.person", "case.note", "msg.in", "msg.out", "file.meta", "request.card", "request.answer", "request.note", "channel.template", "channel.handover", "vault.prev"];
const [AMINA, VERA] = ["ME-AMINA2", "ME-VERA22"];
const root = newRoot();
const place = { vault: newUuid(), epoch: 2, record: newUuid(), version: 3 };
const statement = { author: AMINA, at: "2026-11-23T04:51Z", body: { text: "fictional" }, prev: "ab".repeat(32) };

const elsewhere = { vault: newUuid(), epoch: 1, type: "case.other", record: newUuid(), version: 2 };

for (const type of TYPES) {
  test(`a record of type ${type} opens at its own place only`, async () => {
    const blob = await sealRecord(root, { ...place, type, data: utf8("fictional") });
    assert.deepEqual(await openRecord(root, { ...place, type, blob }), utf8("fictional"));
    for (const [part, other] of Object.entries(elsewhere)) await assert.rejects(openRecord(root, { ...place, type, blob, [part]: other }), WrongContext, part);
    await assert.rejects(openRecord(newRoot(), { ...place, type, blob }), WrongContext);
  });
}

test("no byte of a record can be changed", async () => {
  const type = "case.note";
  const blob = await sealRecord(root, { ...place, type, data: utf8("fictional") });
  for (let at = 0; at < blob.length; at += 1) {
    const changed = blob.slice();
    changed[at] ^= 1;
    await assert.rejects(openRecord(root, { ...place, type, blob: changed }), NotSealed, `byte ${at}`);
  }
  for (const cut of [0, 10, 36, blob.length - 1]) await assert.rejects(openRecord(root, { ...place, type, blob: blob.slice(0, cut) }), NotSealed);
});

test("another suite or version than ours is refused before anything is tried", async () => {
  const blob = await sealRecord(root, { ...place, type: "case.note", data: utf8("fictional") });
  for (const [at, value] of [[2, 2], [3, 2], [3, 0]]) {
    const changed = blob.slice();
    changed[at] = value;
    await assert.rejects(openRecord(root, { ...place, type: "case.note", blob: changed }), /kind that we know/);
  }
});

test("C5: what a member wrote is signed for its place: sealed elsewhere by another holder, the signature does not hold", async () => {
  const seed = newSeed();
  const signingKeyOf = (member) => (member === AMINA ? publicKey(seed) : null);
  const blob = await sealStatement(root, { ...place, type: "case.note", ...statement, seed });
  assert.deepEqual(await openStatement(root, { ...place, type: "case.note", blob, signingKeyOf }), { ...statement, signed: true });
  const data = await openRecord(root, { ...place, type: "case.note", blob });
  for (const [part, other] of Object.entries({ ...elsewhere, epoch: place.epoch })) {
    const moved = { ...place, type: "case.note", [part]: other };
    const opened = await openStatement(root, { ...moved, blob: await sealRecord(root, { ...moved, data }), signingKeyOf });
    assert.equal(opened.signed, part === "epoch", part);
  }
});

test("C5: a statement by somebody else, by nobody known, or changed is not signed", async () => {
  const [seed, other] = [newSeed(), newSeed()];
  const where = { ...place, type: "case.note" };
  const open = (blob, signingKeyOf) => openStatement(root, { ...where, blob, signingKeyOf });
  const blob = await sealStatement(root, { ...where, ...statement, seed: other });
  assert.equal((await open(blob, () => publicKey(seed))).signed, false);
  assert.equal((await open(blob, () => null)).signed, false);
  const data = canonical({ ...statement, sig: "A".repeat(86) + "==", v: 1 });
  assert.equal((await open(await sealRecord(root, { ...where, data }), () => publicKey(seed))).signed, false);
});

test("a statement without its parts is none, and every version but the first names the one before", async () => {
  const where = { ...place, type: "case.note" };
  for (const wrong of [{ ...statement, v: 1 }, { ...statement, sig: "", v: 1, more: 1 }, { ...statement, at: "yesterday", sig: "", v: 1 }, { ...statement, prev: "", sig: "", v: 1 }]) {
    const blob = await sealRecord(root, { ...where, data: canonical(wrong) });
    await assert.rejects(openStatement(root, { ...where, blob, signingKeyOf: () => null }), NotSealed);
  }
  await assert.rejects(sealStatement(root, { ...where, ...statement, version: 1, seed: newSeed() }), NotSealed);
  await assert.rejects(sealStatement(root, { ...where, ...statement, prev: "", seed: newSeed() }), NotSealed);
  assert.equal(await prevOf(null), "");
});

test("the root before is found by walking back, and not under another epoch or vault", async () => {
  const previous = newRoot();
  const blob = await sealPrevious(root, { vault: place.vault, epoch: 2, previous });
  assert.deepEqual(await openPrevious(root, { vault: place.vault, epoch: 2, blob }), previous);
  await assert.rejects(openPrevious(root, { vault: place.vault, epoch: 3, blob }), WrongContext);
  await assert.rejects(openPrevious(root, { vault: newUuid(), epoch: 2, blob }), WrongContext);
  await assert.rejects(openPrevious(previous, { vault: place.vault, epoch: 2, blob }), WrongContext, "nobody walks forward");
});

test("a grant opens for its vault, epoch and member only, and its signature is over all of them", async () => {
  const [identity, seed] = [identityOf(random(32)), newSeed()];
  const recipient = await recipientOf(identity);
  const grant = { vault: place.vault, epoch: 1, member: AMINA };
  const { blob, signature } = await sealGrant({ ...grant, root, recipient, seed });
  assert.deepEqual(await openGrant(identity, { ...grant, blob }), root);
  assert.ok(await verify(publicKey(seed), await grantStatement({ ...grant, recipient, blob }), signature));
  for (const other of [{ vault: newUuid() }, { epoch: 2 }, { member: VERA }]) {
    await assert.rejects(openGrant(identity, { ...grant, blob, ...other }), WrongContext);
    assert.equal(await verify(publicKey(seed), await grantStatement({ ...grant, recipient, blob, ...other }), signature), false);
  }
  const another = await recipientOf(identityOf(random(32)));
  assert.equal(await verify(publicKey(seed), await grantStatement({ ...grant, recipient: another, blob }), signature), false);
  await assert.rejects(openGrant(identityOf(random(32)), { ...grant, blob }), NotSealed);
});

test("a grant of another size or with other parts is none", async () => {
  const identity = identityOf(random(32));
  const recipient = await recipientOf(identity);
  const inside = { epoch: 1, member: AMINA, root: "AAAA", v: 1, vault: place.vault };
  for (const data of [pad(canonical(inside)), canonical(inside), pad(canonical({ ...inside, filler: "x".repeat(300) }))]) {
    await assert.rejects(openGrant(identity, { vault: place.vault, epoch: 1, member: AMINA, blob: await sealTo([recipient], data) }), NotSealed);
  }
});

test("a slot opens for its member, id and kind only", async () => {
  const [kek, slot, bundle] = [random(32), newUuid(), newUserBundle(AMINA, "2026-11-23")];
  const blob = await sealSlot(kek, { member: AMINA, slot, kind: "passphrase", bundle });
  const own = { member: AMINA, slot, kind: "passphrase", blob };
  assert.deepEqual(await openSlot(kek, own), bundle);
  for (const other of [{ member: VERA }, { slot: newUuid() }, { kind: "recovery" }]) await assert.rejects(openSlot(kek, { ...own, ...other }), WrongContext);
  await assert.rejects(openSlot(random(32), own), WrongContext);
  const borrowed = await sealSlot(kek, { member: VERA, slot, kind: "passphrase", bundle });
  await assert.rejects(openSlot(kek, { ...own, member: VERA, blob: borrowed }), WrongContext, "another's secrets in one's own slot");
});

test("a keyring opens for its member and version only, so an old one cannot stand in for a new one", async () => {
  const seed = newSeed();
  const keyring = { pins: { [VERA]: ["age1fictional", "AAAA"] }, rootKey: random(32), roots: { [place.vault]: { 1: "AAAA" } } };
  const blob = await sealKeyring(seed, { member: AMINA, version: 5, ...keyring });
  assert.deepEqual(await openKeyring(seed, { member: AMINA, version: 5, blob }), keyring);
  for (const other of [{ member: VERA }, { version: 4 }, { version: 6 }]) await assert.rejects(openKeyring(seed, { member: AMINA, version: 5, blob, ...other }), WrongContext);
  await assert.rejects(openKeyring(newSeed(), { member: AMINA, version: 5, blob }), WrongContext);
});

test("a second factor opens for its member and sign-in key only", async () => {
  const [auth, secret] = [random(32), random(20)];
  const blob = await sealFactor(auth, { member: AMINA, secret });
  assert.deepEqual(await openFactor(auth, { member: AMINA, blob }), secret);
  await assert.rejects(openFactor(auth, { member: VERA, blob }), WrongContext);
  await assert.rejects(openFactor(random(32), { member: AMINA, blob }), WrongContext);
});
