import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { digest, noughts } from "./digest.js";
import { tried } from "./proof.js";

const hex = (state) => [...state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");

test("the digest is SHA-256, whatever the length", () => {
  for (const length of [0, 1, 32, 52, 55, 56, 63, 64, 65, 200]) {
    const bytes = new Uint8Array(length).map((_, i) => (7 * i) % 256);
    assert.equal(hex(digest(bytes)), createHash("sha256").update(bytes).digest("hex"));
  }
});

test("nought bits are counted across words", () => {
  assert.equal(noughts(Int32Array.of(0, 1)), 63);
  assert.equal(noughts(Int32Array.of(-1, 0)), 0);
});

test("the proof is the one that the server looks for, and the work pauses for breath", () => {
  const steps = tried("a ticket", 13);
  let breaths = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) breaths += 1;
  const start = createHash("sha256").update("a ticket").digest();
  assert.equal(createHash("sha256").update(start).update(step.value).digest().readUInt16BE() >>> 3, 0);
  assert.equal(breaths, Math.floor((Number(step.value) + 0.5) / 4000));
  assert.equal(step.value, "1996", "tests/signing/rules/test_proof.py holds the same");
});
