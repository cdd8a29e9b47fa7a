import assert from "node:assert/strict";
import { test } from "node:test";
import { NotSealed, unbase64 } from "./bytes.js";
import { Misread } from "./codes.js";
import { bundleStatement, derive, kitKeys, kitWords, makeMemberKeys, newKit, newPassphrase, openSlot, readKit, readUserBundle, tidyPassphrase, userBundleBytes } from "./staff.js";
import { listFor } from "./words.js";
import { recipientOf } from "./ages.js";
import { verify } from "./signing.js";

const AMINA = "ME-AMINA2";

test("a new member's passphrase and kit each open the same secrets, and the public half is signed", { timeout: 60_000 }, async () => {
  const passphrase = newPassphrase();
  const { bundle, kit, post } = await makeMemberKeys(AMINA, passphrase, { today: "2026-11-23" });
  const { salt, memory_kib: memoryKib, passes, lanes, id, kind, blob } = post.slot;
  const keys = await derive(passphrase, unbase64(salt), { memoryKib, passes, lanes });
  assert.deepEqual(keys.auth, unbase64(post.auth));
  assert.deepEqual(await openSlot(keys.kek, { member: AMINA, slot: id, kind, blob: unbase64(blob) }), bundle);
  const spare = await kitKeys(await readKit((await kitWords(kit)).join(" ")));
  const { slot } = post.recovery;
  assert.deepEqual(spare.auth, unbase64(post.recovery.auth));
  assert.deepEqual(Object.keys(slot).sort(), ["blob", "id", "kind"]);
  assert.deepEqual(await openSlot(spare.kek, { member: AMINA, slot: slot.id, kind: slot.kind, blob: unbase64(slot.blob) }), bundle);
  const { sequence, recipient, signing_key, created, previous, signature } = post.bundle;
  const statement = bundleStatement({ member: AMINA, sequence, recipient, signingKey: unbase64(signing_key), created, previous: unbase64(previous) });
  assert.ok(await verify(unbase64(signing_key), statement, unbase64(signature)));
  assert.equal(recipient, await recipientOf(bundle.identity));
  assert.ok(![passphrase, bundle.identity, keys.kek.toString()].some((secret) => JSON.stringify(post).includes(secret)), "what is posted holds no secret");
});

test("the two keys of a passphrase are not each other, nor those of a kit", { timeout: 60_000 }, async () => {
  const kit = newKit();
  const [auth, kek] = Object.values(await kitKeys(kit)).map(String);
  assert.notEqual(auth, kek);
  assert.notEqual(auth, kit.toString());
});

test("a passphrase is six words of the list, every one as likely as another", () => {
  const { words } = listFor("en");
  const seen = new Map();
  for (let round = 0; round < 4000; round += 1) {
    const made = newPassphrase().split(" ");
    assert.equal(made.length, 6);
    for (const word of made) seen.set(word, (seen.get(word) ?? 0) + 1);
  }
  assert.ok([...seen.keys()].every((word) => words.includes(word)));
  // 24,000 draws of 2048: about 12 each; that one word is never drawn has a chance of 1 in 100.
  assert.ok(seen.size > 2030 && Math.max(...seen.values()) < 40, `${seen.size} words, one ${Math.max(...seen.values())} times`);
});

test("a passphrase is tidied as people type it, and derived as it was normalised", () => {
  assert.equal(tidyPassphrase("  Abandon\u00a0 amount\nLIAR "), "abandon amount liar");
  assert.equal(tidyPassphrase("e\u0301tude"), "\u00e9tude");
});

test("a kit is read with capitals and numbers, and a slip is told by its place among sixteen", async () => {
  const kit = newKit();
  const words = await kitWords(kit);
  assert.deepEqual(await readKit(words.map((word, at) => `${at + 1}. ${word.toUpperCase()}`).join("\n")), kit);
  const misread = await readKit(words.map((word, at) => (at === 11 ? "xyzzy" : word)).join(" ")).catch((error) => error);
  assert.deepEqual(misread.positions, [11]);
  await assert.rejects(readKit(words.slice(1).join(" ")), Misread);
  await assert.rejects(readKit(""), Misread);
});

test("secrets that are none are refused", () => {
  const bytes = userBundleBytes({ created: "2026-11-23", identity: "AGE-SECRET-KEY-PQ-1", member: AMINA, seed: new Uint8Array(32) });
  assert.throws(() => readUserBundle(bytes), NotSealed);
  assert.throws(() => readUserBundle(userBundleBytes({ created: "2026-11-23", identity: "AGE-SECRET-KEY-1Q", member: AMINA, seed: new Uint8Array(31) })), NotSealed);
});
