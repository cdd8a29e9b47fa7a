// The function of two keys, held to client/vectors/oprf.json, as safeconduct/vault/format/oprf.py is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ristretto255, ristretto255_oprf } from "@noble/curves/ed25519.js";
import { NotSealed, hex, unhex } from "./bytes.js";
import { askedOf, blindPoint, finishPoint, tokenFrom } from "./oprf.js";
import { vectors } from "./vectors_for_tests.js";

const { rfc, holders, refused_points } = vectors("oprf");
const { oprf } = ristretto255_oprf;

test("what the RFC says comes out", () => {
  for (const { input, answer, point, result } of rfc.cases) {
    assert.equal(hex(oprf.blindEvaluate(unhex(rfc.key), unhex(point))), answer);
    assert.equal(hex(finishPoint(unhex(input), unhex(rfc.blind), [unhex(answer)])), result);
  }
});

test("the answers of two holders come to the token of the vectors, in any order", () => {
  for (const { form, blind, point, answers, token } of holders.cases) {
    assert.deepEqual(holders.keys.map((key) => hex(oprf.blindEvaluate(unhex(key), unhex(point)))), answers);
    for (const given of [answers, [...answers].reverse()]) assert.equal(hex(tokenFrom(finishPoint(askedOf(form), unhex(blind), given.map(unhex)))), token);
    for (const one of answers) assert.notEqual(hex(tokenFrom(finishPoint(askedOf(form), unhex(blind), [unhex(one)]))), token);
  }
});

test("a blind of our own comes to the same token, and no two questions are alike", () => {
  const { form, token } = holders.cases[0];
  const asked = [0, 1, 2].map(() => blindPoint(askedOf(form)));
  assert.equal(new Set(asked.map(({ point }) => hex(point))).size, 3);
  for (const { blind, point } of asked) {
    const answers = holders.keys.map((key) => oprf.blindEvaluate(unhex(key), point));
    assert.equal(hex(tokenFrom(finishPoint(askedOf(form), blind, answers))), token);
  }
});

test("what is no point, and what comes to nothing, is refused", () => {
  const { form, blind, answers } = holders.cases[0];
  for (const { why, point } of refused_points) assert.throws(() => finishPoint(askedOf(form), unhex(blind), [unhex(answers[0]), unhex(point)]), NotSealed, why);
  const opposite = ristretto255.Point.fromBytes(unhex(answers[0])).negate().toBytes();
  assert.throws(() => finishPoint(askedOf(form), unhex(blind), [unhex(answers[0]), opposite]), NotSealed);
  assert.throws(() => finishPoint(askedOf(form), unhex(blind), []), NotSealed);
});
