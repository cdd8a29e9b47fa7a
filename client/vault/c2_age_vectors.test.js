// The public vectors of the age format (npm cctv-age), with our own look at the header in front of the library.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import * as vectors from "cctv-age";
import { NotAge, hex, sha256, text } from "./bytes.js";
import { checkAge, openStream, openWith } from "./ages.js";
import { readAll, streamOf } from "./streams_for_tests.js";

const OURS = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

/** Kinds of files that age can open and that we refuse, all of them at their header. */
const NOT_TAKEN = [
  [/^armor_/, "no text armour: everything here is bytes"],
  [/^hybrid/, "post-quantum parts are for a later suite"],
  [/^scrypt/, "no passphrases: they cost what their maker likes"],
];

/** Single vectors that age opens and we refuse. */
const REFUSED = new Map([
  ["stanza_empty_body", "a part of a kind made up for the vector"],
  ["stanza_empty_last_line", "a part of a kind made up for the vector"],
  ["stanza_valid_characters", "a part of a kind made up for the vector"],
  ["x25519_grease", "grease that is not called something-grease, as no program of ours writes it"],
]);

/** @param {Uint8Array} file */
function read(file) {
  const end = Buffer.from(file).indexOf("\n\n");
  const head = Object.fromEntries(text(file.subarray(0, end)).split("\n").map((line) => line.split(/: (.*)/s, 2)));
  const body = file.subarray(end + 2);
  return { head, body: new Uint8Array(head.compressed === "zlib" ? inflateSync(body) : body) };
}

const counted = { opened: 0, refused: 0, notTaken: 0 };

for (const [name, file] of Object.entries(vectors)) {
  const { head, body } = read(file);
  const notTaken = NOT_TAKEN.find(([pattern]) => pattern.test(name))?.[1] ?? REFUSED.get(name);
  const identity = head.identity?.startsWith("AGE-SECRET-KEY-1") ? head.identity : OURS;
  const streamed = async () => readAll(await openStream(identity, streamOf(body, 65537)));
  if (notTaken) {
    test(`${name}: refused at its header (${notTaken})`, () => {
      assert.throws(() => checkAge(body), NotAge);
      counted.notTaken += 1;
    });
  } else if (head.expect === "success") {
    test(`${name}: opens`, async () => {
      assert.equal(hex(await sha256(await openWith(identity, body))), head.payload);
      assert.equal(hex(await sha256(await streamed())), head.payload);
      counted.opened += 1;
    });
  } else {
    test(`${name}: refused (${head.expect})`, async () => {
      await assert.rejects(openWith(identity, body), NotAge);
      await assert.rejects(streamed());
      counted.refused += 1;
    });
  }
}

test("every vector was looked at", () => {
  assert.equal(counted.opened + counted.refused + counted.notTaken, 143);
  assert.ok(counted.opened >= 10 && counted.refused >= 40, JSON.stringify(counted));
});
