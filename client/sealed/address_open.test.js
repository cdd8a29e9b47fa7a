import assert from "node:assert/strict";
import { test } from "node:test";
import { addressPlace } from "./address_open.js";

/** As much of a page as this needs. */
class Piece {
  constructor() {
    this.children = [];
  }
  get firstChild() {
    return this.children[0] ?? null;
  }
  get textContent() {
    return this.children.map((one) => one.textContent ?? one).join(" ");
  }
  append(...some) {
    this.children.push(...some);
  }
  replaceChildren() {
    this.children = [];
  }
  setAttribute() {}
  addEventListener() {}
}

test("an address that was asked for is looked for again however often the line breaks, and not after somebody left it", async (t) => {
  const before = { document: globalThis.document, Node: globalThis.Node, setTimeout: globalThis.setTimeout };
  t.after(() => Object.assign(globalThis, before));
  const waiting = [];
  Object.assign(globalThis, { document: { createElement: () => new Piece() }, Node: Piece, setTimeout: (act) => waiting.push(act) });
  const later = async () => {
    for (const act of waiting.splice(0)) await act();
  };
  const lines = [];
  let asked = 0;
  const api = {
    get: async (address) => {
      asked += 1;
      if (lines.shift() === "broken") throw Object.assign(new Error("offline"), { code: "offline" });
      return address.endsWith("/strongboxes/") ? { strongboxes: [{ id: "box", holders: ["ME-AMA1NA", "ME-Z0YA00"], mine: {}, askings: [] }] } : { blob: "", given: null };
    },
    post: async () => ({}),
  };
  const told = [];
  const context = { api, keeper: {}, me: { member: "ME-AMA1NA" }, nameOf: () => "Zoya", notify: (words) => told.push(words), sentenceFor: () => "No answer." };
  const place = addressPlace(/** @type {any} */ (context));
  await place.open("B7", "box");
  assert.match(place.element.textContent, /Asked.*Zoya/);
  for (let breaks = 1; breaks <= 3; breaks += 1) {
    lines.push("broken");
    await later();
    assert.match(place.element.textContent, /Asked/);
    assert.equal(waiting.length, 1, `after break ${breaks} it is looked again`);
  }
  assert.deepEqual(told, ["No answer."]);
  await later();
  place.stop();
  const until = asked;
  await later();
  assert.equal(asked, until);
});
