import assert from "node:assert/strict";
import { test } from "node:test";
import { NotSealed, text, utf8 } from "./bytes.js";
import { canonical, readCanonical, readObject } from "./canonical.js";

test("keys are sorted at every depth, by code point, and nothing is spaced", () => {
  const thing = { b: [1, { z: null, a: true }], a: "é\n\"\\\u007f\u2028", "\u{1f56f}": 0, "\uffee": -7 };
  assert.equal(text(canonical(thing)), '{"a":"é\\n\\"\\\\\u007f\u2028","b":[1,{"a":true,"z":null}],"\uffee":-7,"\u{1f56f}":0}');
});

test("what has no one spelling cannot be sealed", () => {
  for (const wrong of [1.5, NaN, 2 ** 53, undefined, { a: undefined }, () => 1, 1n, ["\ud800"]]) assert.throws(() => canonical(wrong), NotSealed);
});

test("JSON that could be written otherwise is refused", () => {
  const wrong = ['{"a":1,"a":1}', '{"b":1,"a":1}', '{ "a":1}', '{"a":1.0}', '{"a":1e2}', '{"a":"\\u0061"}', '{"a":-0}', '{"a":1}\n', "", "{", "\ufeff{}", "[".repeat(1e5) + "]".repeat(1e5)];
  for (const json of wrong) assert.throws(() => readCanonical(utf8(json)), NotSealed, json.slice(0, 20));
  assert.deepEqual(readCanonical(utf8('{"__proto__":1,"a":[]}')), JSON.parse('{"__proto__":1,"a":[]}'));
});

test("an object has exactly the expected parts, and version 1", () => {
  assert.deepEqual(readObject(utf8('{"a":1,"v":1}'), ["a", "v"]), { a: 1, v: 1 });
  for (const json of ['{"a":1,"b":1,"v":1}', '{"v":1}', '{"a":1,"v":2}', "[]", "null", '"a"']) assert.throws(() => readObject(utf8(json), ["a", "v"]), NotSealed, json);
  assert.throws(() => readObject(utf8('{"a":1}'), ["toString"]), NotSealed);
});
