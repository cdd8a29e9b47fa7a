// The known answers of client/vectors that do not come from chance. The other half of the format gives the same ones.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NotSealed, hex, hkdf, pae, sha256, text, unbase64, unhex, utf8 } from "./bytes.js";
import { argon2id } from "./argon.js";
import { bundleStatement, vouchStatement } from "./directory.js";
import { canonical, readCanonical } from "./canonical.js";
import { derive, kitKeys, kitWords, openFactor, openKeyring, openSlot, readKit, readUserBundle, sealFactor, sealKeyring, sealSlot } from "./staff.js";
import { epochStatement, recipientOf, recordKey, vaultIdentity } from "./roots.js";
import { fingerprint, publicKey, sign, verify } from "./signing.js";
import { grantStatement } from "./grants.js";
import { isBucket, pad, padme, unpad } from "./padding.js";
import { memberHeader } from "./tar.js";
import { numbersOf, sourceKeys, wordsOf } from "./codes.js";
import { openPrevious, openRecord, openStatement, sealPrevious, sealRecord, sealStatement } from "./records.js";
import { readAll, streamOf } from "./streams_for_tests.js";
import { tarOf } from "./files.js";
import { vectors } from "./vectors_for_tests.js";

const octets = vectors("octets");
const records = vectors("records");
const staff = vectors("staff");

test("the answers written down before anything was built", async () => {
  const { code, vault, record } = vectors("appendix_a");
  const keys = await sourceKeys(unhex(code.secret), code.instance);
  assert.deepEqual(numbersOf(unhex(code.secret)), code.numbers);
  assert.deepEqual({ token: hex(keys.token), token_hash: keys.box, identity: keys.identity, recipient: keys.recipient }, { token: code.token, token_hash: code.token_hash, identity: code.identity, recipient: code.recipient });
  const root = unhex(vault.root);
  assert.equal(hex(await recordKey(root, vault.vault, vault.epoch)), vault.record_key);
  assert.equal(await vaultIdentity(root, vault.vault, vault.epoch), vault.identity);
  const place = { vault: vault.vault, epoch: vault.epoch, type: record.type, record: record.record, version: record.version };
  const blob = await sealRecord(root, { ...place, data: utf8(record.data), nonce: unhex(record.nonce) });
  assert.equal(blob.length, record.length);
  assert.equal(hex(await sha256(blob)), record.sha256);
  assert.equal(text(await openRecord(root, { ...place, blob })), record.data);
});

test("parts are joined, padded and measured", async () => {
  for (const { parts, joined } of octets.pae) assert.equal(hex(pae(...parts)), joined);
  for (const { byte, length, padded, sha256: digest } of octets.pad) {
    const made = pad(new Uint8Array(length).fill(Number.parseInt(byte, 16)));
    assert.equal(made.length, padded);
    assert.equal(hex(await sha256(made)), digest);
    assert.equal(unpad(made).length, length);
  }
  for (const { why, padded } of octets.unpad_refused) assert.throws(() => unpad(unhex(padded)), NotSealed, why);
  for (const length of octets.buckets.yes) assert.ok(isBucket(length), String(length));
  for (const length of octets.buckets.no) assert.ok(!isBucket(length), String(length));
  for (const { length, padded } of octets.padme) assert.equal(padme(length), padded, String(length));
});

test("JSON is written in one way, and read in that way only", () => {
  for (const { value, written } of octets.canonical) {
    assert.equal(text(canonical(value)), written);
    assert.deepEqual(readCanonical(utf8(written)), value);
  }
  for (const { why, written } of octets.not_canonical) assert.throws(() => readCanonical(utf8(written)), NotSealed, why);
});

test("what follows from a root", async () => {
  for (const { root, vault, epoch, record_key, identity, recipient, epoch_statement } of vectors("roots").cases) {
    assert.equal(hex(await recordKey(unhex(root), vault, epoch)), record_key);
    assert.equal(await vaultIdentity(unhex(root), vault, epoch), identity);
    assert.equal(await recipientOf(identity), recipient);
    assert.equal(hex(epochStatement({ vault, epoch, recipient })), epoch_statement);
  }
});

test("records are sealed to the same bytes, open, and are refused elsewhere", async () => {
  for (const { root, nonce, data, blob, ...place } of records.sealed) {
    assert.deepEqual(await sealRecord(unhex(root), { ...place, data: unhex(data), nonce: unhex(nonce) }), unbase64(blob), place.type);
    assert.equal(hex(await openRecord(unhex(root), { ...place, blob: unbase64(blob) })), data);
  }
  for (const { why, root, blob, ...place } of records.refused) await assert.rejects(openRecord(unhex(root), { ...place, blob: unbase64(blob) }), NotSealed, why);
  const { root, vault, epoch, previous, blob } = records.previous;
  assert.equal(hex(await openPrevious(unhex(root), { vault, epoch, blob: unbase64(blob) })), previous);
  assert.equal((await sealPrevious(unhex(root), { vault, epoch, previous: unhex(previous) })).length, unbase64(blob).length);
});

for (const { why, root, blob, keys, signed, seed, nonce, inside, ...said } of records.statements) {
  test(`a statement: ${why}`, async () => {
    const { at, author, body, prev, ...place } = said;
    const opened = await openStatement(unhex(root), { ...place, blob: unbase64(blob), signingKeyOf: (member) => (keys[member] ? unhex(keys[member]) : null) });
    assert.deepEqual(opened, { at, author, body, prev, signed });
    assert.equal(text(await openRecord(unhex(root), { ...place, blob: unbase64(blob) })), inside);
    if (signed) assert.deepEqual(await sealStatement(unhex(root), { ...said, seed: unhex(seed), nonce: unhex(nonce) }), unbase64(blob));
  });
}

test("signatures and fingerprints", async () => {
  const { cases, refused } = vectors("signing");
  for (const one of cases) {
    assert.equal(hex(publicKey(unhex(one.seed))), one.key);
    assert.equal(hex(await sign(unhex(one.seed), unhex(one.message))), one.signature);
    assert.ok(await verify(unhex(one.key), unhex(one.message), unhex(one.signature)));
    const digest = await sha256(new Uint8Array([...utf8("safeconduct/v1/fingerprint"), ...unhex(one.key)]));
    assert.deepEqual(numbersOf(digest.slice(0, 10)), one.fingerprint);
    assert.deepEqual(await fingerprint(unhex(one.key)), await wordsOf(digest.slice(0, 10), "en"));
  }
  for (const { why, key, message, signature } of refused) assert.equal(await verify(unhex(key), unhex(message), unhex(signature)), false, why);
});

test("what members sign about each other, and about grants", async () => {
  const { bundles, grant } = vectors("members");
  for (const { member, sequence, recipient, signing_key, created, previous, statement, signature, seed, vouch } of bundles) {
    const made = bundleStatement({ member, sequence, recipient, signingKey: unhex(signing_key), created, previous: unhex(previous) });
    assert.equal(hex(made), statement);
    assert.equal(hex(await sign(unhex(seed), made)), signature);
    const vouched = await vouchStatement({ bundle: made, organisation: vouch.organisation, authority: vouch.authority, voucher: vouch.voucher });
    assert.equal(hex(vouched), vouch.statement);
    assert.equal(hex(await sign(unhex(vouch.seed), vouched)), vouch.signature);
  }
  assert.equal(hex(await grantStatement({ ...grant, blob: unbase64(grant.blob) })), grant.statement);
});

test("what follows from a passphrase", async () => {
  for (const { passphrase, salt, memory_kib: memoryKib, passes, lanes, auth, kek } of staff.derived) {
    const cost = { memoryKib, passes, lanes };
    // What is below the floor is refused, so it is worked out step by step here.
    const weak = memoryKib < 131072 && (await argon2id(utf8(passphrase.normalize("NFKC")), unhex(salt), cost));
    const keys = weak ? { auth: await hkdf(weak, "", "safeconduct/v1/staff/auth", 32), kek: await hkdf(weak, "", "safeconduct/v1/staff/wrap", 32) } : await derive(passphrase, unhex(salt), cost);
    assert.deepEqual({ auth: hex(keys.auth), kek: hex(keys.kek) }, { auth, kek });
  }
});

test("what follows from a recovery kit, as its words are typed", async () => {
  for (const { kit, words, auth, kek } of staff.kits) {
    const keys = await kitKeys(unhex(kit));
    assert.deepEqual({ auth: hex(keys.auth), kek: hex(keys.kek) }, { auth, kek });
    assert.deepEqual(await kitWords(unhex(kit)), words);
    assert.equal(hex(await readKit(words.join("\n").toUpperCase())), kit);
  }
});

test("slots, second factors and keyrings are sealed to the same bytes, open, and are refused elsewhere", async () => {
  const { key, nonce, bundle, blob, ...slot } = staff.slot;
  assert.deepEqual(await sealSlot(unhex(key), { ...slot, bundle: readUserBundle(utf8(bundle)), nonce: unhex(nonce) }), unbase64(blob));
  assert.deepEqual(await openSlot(unhex(key), { ...slot, blob: unbase64(blob) }), readUserBundle(utf8(bundle)));
  for (const { why, key: other, blob: sealed, ...place } of staff.slot_refused) await assert.rejects(openSlot(unhex(other), { ...place, blob: unbase64(sealed) }), NotSealed, why);

  const { factor } = staff;
  assert.deepEqual(await sealFactor(unhex(factor.auth), { member: factor.member, secret: unhex(factor.secret), nonce: unhex(factor.nonce) }), unbase64(factor.blob));
  assert.equal(hex(await openFactor(unhex(factor.auth), { member: factor.member, blob: unbase64(factor.blob) })), factor.secret);
  for (const { why, auth, member, blob: sealed } of staff.factor_refused) await assert.rejects(openFactor(unhex(auth), { member, blob: unbase64(sealed) }), NotSealed, why);

  const { seed, member, version, keyring, nonce: once, blob: ring } = staff.keyring;
  const inside = { pins: keyring.pins, rootKey: unbase64(keyring.root_key), roots: keyring.roots };
  assert.deepEqual(await sealKeyring(unhex(seed), { member, version, ...inside, nonce: unhex(once) }), unbase64(ring));
  assert.deepEqual(await openKeyring(unhex(seed), { member, version, blob: unbase64(ring) }), inside);
  for (const one of staff.keyring_refused) await assert.rejects(openKeyring(unhex(one.seed), { member: one.member, version: one.version, blob: unbase64(one.blob) }), NotSealed, one.why);
});

test("the tar of a file", async () => {
  const { headers, files } = vectors("tars");
  for (const { name, size, header } of headers) assert.equal(hex(memberHeader(name, size)), header);
  for (const { name, type, size, tar_length, tar_sha256 } of files) {
    const contents = Uint8Array.from({ length: size }, (_, at) => at % 251);
    const pieces = tarOf(streamOf(contents, 70_001), { name, type });
    const tar = await readAll(new ReadableStream({ pull: async (controller) => pieces.next().then(({ done, value }) => (done ? controller.close() : controller.enqueue(value))) }));
    assert.equal(tar.length, tar_length, name);
    assert.equal(hex(await sha256(tar)), tar_sha256, name);
  }
});
