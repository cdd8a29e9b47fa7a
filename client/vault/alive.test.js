// Signs of life, held to client/vectors/alive.json, as safeconduct/vault/format/alive.py is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { folded, newToken, readToken, tokenHash, withCheck, wordHash } from "./alive.js";
import { hex } from "./bytes.js";
import { vectors } from "./vectors_for_tests.js";

const { tokens, read, words } = vectors("alive");

test("tokens, their checks and their hashes are the same in both languages", async () => {
  for (const { random, token, hash } of tokens) assert.deepEqual([await withCheck(random), hex(await tokenHash(token))], [token, hash]);
});

test("a token is read as people type it, and one wrong letter is told", async () => {
  for (const { typed, token } of read) {
    if (token) assert.equal(await readToken(typed), token);
    else await assert.rejects(readToken(typed));
  }
});

test("a word is the same however it is typed, in every script", async () => {
  for (const { said, folded: form, hash } of words) assert.deepEqual([folded(said), hex(await wordHash(tokens[0].token, said))], [form, hash]);
});

test("a new token is whole and never the same", async () => {
  const made = await Promise.all(Array.from({ length: 50 }, newToken));
  for (const one of made) assert.equal(await readToken(one), one);
  assert.equal(new Set(made).size, made.length);
});
