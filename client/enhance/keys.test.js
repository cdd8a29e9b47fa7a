import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, isPlain, isTyping, neighbour } from "./keys.js";

const plain = { ctrlKey: false, altKey: false, metaKey: false, defaultPrevented: false };

/** An element inside the given item, or in none. */
const keyed = (item) => ({ closest: () => item });

test("letters typed into a field stay in the field", () => {
  assert.equal(isTyping({ tagName: "INPUT", type: "search" }), true);
  assert.equal(isTyping({ tagName: "TEXTAREA" }), true);
  assert.equal(isTyping({ tagName: "SELECT" }), true);
  assert.equal(isTyping({ tagName: "DIV", isContentEditable: true }), true);
});

test("a ticked box, a button and a list take no letters", () => {
  assert.equal(isTyping({ tagName: "INPUT", type: "checkbox" }), false);
  assert.equal(isTyping({ tagName: "BUTTON" }), false);
  assert.equal(isTyping(null), false);
});

test("a letter with a modifier belongs to the browser", () => {
  assert.equal(isPlain(plain), true);
  for (const modifier of ["ctrlKey", "altKey", "metaKey", "defaultPrevented", "isComposing"]) {
    assert.equal(isPlain({ ...plain, [modifier]: true }), false);
  }
});

test("walking begins at the near end and stops at the far one", () => {
  const items = ["first", "second", "third"];
  assert.equal(neighbour(items, null, 1), "first");
  assert.equal(neighbour(items, null, -1), "third");
  assert.equal(neighbour(items, "first", 1), "second");
  assert.equal(neighbour(items, "third", 1), "third");
  assert.equal(neighbour(items, "first", -1), "first");
});

test("an item that is gone counts as none", () => {
  assert.equal(neighbour(["first"], "gone", 1), "first");
  assert.equal(neighbour([], null, 1), undefined);
});

test("a key means the element in the current item before one outside", () => {
  const [outside, inFirst, inSecond] = [keyed(null), keyed("first"), keyed("second")];
  assert.equal(chosen([outside, inFirst, inSecond], "second"), inSecond);
  assert.equal(chosen([inFirst, outside], null), outside);
  assert.equal(chosen([inFirst, outside], "third"), outside);
});

test("a key never presses something in an item that is not the current one", () => {
  assert.equal(chosen([keyed("first")], "second"), undefined);
});
