import assert from "node:assert/strict";
import { test } from "node:test";
import { hex, random, unhex, utf8 } from "./bytes.js";
import { fingerprint, newSeed, publicKey, sign, verify } from "./signing.js";

test("signatures are those of RFC 8032", async () => {
  const seed = unhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  assert.equal(hex(publicKey(seed)), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  const signature = await sign(seed, new Uint8Array(0));
  assert.equal(hex(signature), "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
  assert.ok(await verify(publicKey(seed), new Uint8Array(0), signature));
});

test("another message, key or signature does not hold, and is no error", async () => {
  const [seed, message] = [newSeed(), utf8("Fictional")];
  const [key, signature] = [publicKey(seed), await sign(seed, message)];
  const changed = signature.slice();
  changed[40] ^= 1;
  for (const [one, said, by] of [[publicKey(newSeed()), message, signature], [key, utf8("fictional"), signature], [key, message, changed], [key, message, signature.slice(1)], [key.slice(1), message, signature], [new Uint8Array(32).fill(255), message, signature], [new Uint8Array(0), message, new Uint8Array(0)]]) {
    assert.equal(await verify(one, said, by), false);
  }
  assert.ok(await verify(key, message, signature));
});

test("a seed that somebody takes for a key verifies nothing", async () => {
  const [seed, message] = [newSeed(), utf8("Fictional")];
  await sign(seed, message);
  assert.equal(await verify(seed, message, await sign(seed, message)), false);
});

test("two keys are told apart by their words", async () => {
  const key = publicKey(random(32));
  assert.deepEqual(await fingerprint(key), await fingerprint(key.slice()));
  assert.notDeepEqual(await fingerprint(key), await fingerprint(publicKey(random(32))));
  assert.equal((await fingerprint(key)).length, 8);
});
