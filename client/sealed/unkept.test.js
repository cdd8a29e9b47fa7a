import assert from "node:assert/strict";
import { test } from "node:test";
import { unkept, withUnkept } from "./unkept.js";
import { storeOf } from "../casework/store.js";

test("every open form with words that are not kept is counted, and what only stands ready is not", () => {
  const drafts = new Map(
    Object.entries({
      "a items-need": { forms: { new: { typed: { note: "x" } }, "item-1": { typed: {} } } },
      "a close": { result: "ended", sending: { id: "1" } },
      "b close": { result: "ended", reason: "She arrived." },
      "b hold": { why: "  " },
      "b talk answer": { text: "We come.", language: "ru" },
      "b take over": { chosen: [] },
    }),
  );
  assert.equal(unkept(drafts), 4);
  assert.equal(unkept(new Map()), 0);
});

test("the warning before the lock says what would be lost, and nothing more where nothing would", () => {
  const context = /** @type {any} */ ({ vaults: [] });
  assert.equal(withUnkept("It locks.", context), "It locks.");
  storeOf(context).drafts.set("a hold", { why: "A court asks." });
  assert.equal(withUnkept("It locks.", context), "It locks. One form of a case has words that are not kept: they would be lost.");
});
