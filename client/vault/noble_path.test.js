// What Tor Browser's "Safer" and old browsers leave us: no WebAssembly, and a WebCrypto without Ed25519 and X25519. The answers are the same.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { vectors } from "./vectors_for_tests.js";

const CURVES = new Set(["Ed25519", "X25519"]);
const missing = { asked: 0, assembly: globalThis.WebAssembly };

/** @param {string | {name: string}} algorithm */
const nameOf = (algorithm) => (typeof algorithm === "string" ? algorithm : algorithm.name);

// Node.js itself makes something of WebAssembly at the first answer it reads, and must have done so before it goes.
const settled = new Promise((resolve) => {
  const known = WebAssembly.instantiate;
  WebAssembly.instantiate = (...given) => known(...given).finally(resolve);
  setTimeout(resolve, 1000);
});
await new Response("").text();
await settled;
// The modules are loaded only now, as in a browser that has never known either.
Object.defineProperty(globalThis, "WebAssembly", { value: undefined });
for (const method of ["importKey", "generateKey", "deriveBits", "sign", "verify"]) {
  const known = crypto.subtle[method].bind(crypto.subtle);
  crypto.subtle[method] = async (...given) => {
    if (!given.some((one) => CURVES.has(nameOf(one ?? "")))) return known(...given);
    missing.asked += 1;
    throw new DOMException("Unrecognized name.", "NotSupportedError");
  };
}
const { hex, sha256, unbase64, unhex, utf8 } = await import("./bytes.js");
const { hasWasm } = await import("./argon.js");
const { identityOf, openWith, recipientOf, sealTo } = await import("./ages.js");
const { derive } = await import("./staff.js");
const { publicKey, sign, verify } = await import("./signing.js");
const { sourceKeys } = await import("./codes.js");
const { newHash } = await import("./hashing.js");
const { joined, openFile, sealInParts } = await import("./files.js");

before(() => assert.ok(missing.assembly && !hasWasm()));

test("a code opens the same box, and tells on the way how far it is", async () => {
  const shares = [];
  for (const { secret, instance, token, token_hash, identity, recipient } of vectors("codes").keys.slice(0, 1)) {
    const keys = await sourceKeys(unhex(secret), instance, { progress: (share) => shares.push(share) });
    assert.deepEqual({ ...keys, token: hex(keys.token) }, { token, box: token_hash, identity, recipient });
  }
  assert.equal(shares[0], 0);
  assert.equal(shares.at(-1), 1);
  assert.ok(shares.length > 3, "more than the beginning and the end is told");
  assert.deepEqual(shares, [...shares].sort((one, other) => one - other));
});

test("a passphrase gives the same keys", { timeout: 120_000 }, async () => {
  const [{ passphrase, salt, memory_kib: memoryKib, passes, lanes, auth, kek }] = vectors("staff").derived;
  const keys = await derive(passphrase, unhex(salt), { memoryKib, passes, lanes });
  assert.deepEqual({ auth: hex(keys.auth), kek: hex(keys.kek) }, { auth, kek });
});

test("signatures are the same, and the same ones are refused", async () => {
  const { cases, refused } = vectors("signing");
  for (const { seed, key, message, signature } of cases) {
    assert.equal(hex(publicKey(unhex(seed))), key);
    assert.equal(hex(await sign(unhex(seed), unhex(message))), signature);
    assert.ok(await verify(unhex(key), unhex(message), unhex(signature)));
  }
  for (const { why, key, message, signature } of refused) assert.equal(await verify(unhex(key), unhex(message), unhex(signature)), false, why);
});

test("age files open, and what is sealed opens", async () => {
  const { identity, recipient, opened } = vectors("sealed");
  assert.equal(await recipientOf(identity), recipient);
  for (const { expected, blob } of opened.filter(({ kind }) => kind === "bytes")) assert.equal(hex(await openWith(identity, unbase64(blob))), expected.data);
  const own = identityOf(new Uint8Array(32).fill(7));
  assert.deepEqual(await openWith(own, await sealTo([await recipientOf(own)], utf8("Дело № 7"))), utf8("Дело № 7"));
});

test("a file opens, and one that is sealed opens", async () => {
  const { identity, recipient, opened } = vectors("sealed");
  for (const { expected, blob } of opened.filter(({ kind }) => kind === "file")) {
    const { parts, ...meta } = await openFile(identity, new Blob([unbase64(blob)]).stream());
    assert.deepEqual(meta, expected);
    assert.equal(joined(parts).length, meta.size);
  }
  const { parts, sha256: digest } = await sealInParts(new Blob([utf8("Дело № 7")]), { name: "a", type: "b", recipient, partSize: 1000 });
  const sealed = [];
  for await (const part of parts) sealed.push(part);
  assert.equal(digest(), hex(await sha256(new Uint8Array(await new Blob(sealed).arrayBuffer()))));
  assert.deepEqual(joined((await openFile(identity, new Blob(sealed).stream())).parts), utf8("Дело № 7"));
});

test("what is hashed bit by bit has the hash of the whole, short or long", async () => {
  const [short, long] = [new Uint8Array(1_000_000).fill(1), new Uint8Array(17 * 1024 * 1024).fill(2)];
  for (const bytes of [new Uint8Array(0), short, long]) {
    const hash = await newHash();
    for (let at = 0; at < bytes.length; at += 700_001) hash.update(bytes.subarray(at, at + 700_001));
    assert.equal(await hash.hex(), hex(await sha256(bytes)));
  }
});

test("the browser was asked, and said that it cannot", () => assert.ok(missing.asked > 4));
