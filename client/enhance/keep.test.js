import assert from "node:assert/strict";
import { test } from "node:test";
import { mayKeep, putBack, typedIn } from "./keep.js";

const line = (name, value, defaultValue = "") => ({ name, type: "text", value, defaultValue });
const box = (name, value, checked, defaultChecked = false) => ({ name, type: "checkbox", value, checked, defaultChecked });

test("passwords, files and hidden fields are never kept", () => {
  for (const type of ["password", "file", "hidden"]) assert.equal(mayKeep({ name: "x", type }), false);
  assert.equal(mayKeep({ name: "", type: "text" }), false);
  assert.equal(mayKeep({ name: "note", type: "textarea" }), true);
});

test("only what differs from the page is kept", () => {
  const fields = [line("title", "new", "old"), line("note", "same", "same"), box("held", "yes", true), box("shown", "yes", true, true)];
  assert.deepEqual(typedIn(fields), [["title", "new"], ["held", "yes"]]);
});

test("what was typed comes back", () => {
  const fields = [line("title", ""), box("kind", "a", false), box("kind", "b", false)];
  assert.equal(putBack(fields, [["title", "typed"], ["kind", "b"]]), 2);
  assert.equal(fields[0].value, "typed");
  assert.deepEqual(fields.slice(1).map((field) => field.checked), [false, true]);
});

test("what the browser itself put back is not overwritten", () => {
  const field = line("title", "by the browser", "");
  assert.equal(putBack([field], [["title", "ours"]]), 0);
  assert.equal(field.value, "by the browser");
});
