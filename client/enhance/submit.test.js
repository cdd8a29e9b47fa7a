import assert from "node:assert/strict";
import { test } from "node:test";
import { following, idsOf, replaceParts } from "./submit.js";

/** A page of elements by id; replacing one is written down. */
function page(...ids) {
  const replaced = [];
  const element = (id) => ({ id, replaceWith: (fresh) => replaced.push([id, fresh.id]) });
  const elements = new Map(ids.map((id) => [id, element(id)]));
  return { replaced, getElementById: (id) => elements.get(id) ?? null };
}

test("a form may name several parts", () => {
  assert.deepEqual(idsOf(" proposal-3  progress "), ["proposal-3", "progress"]);
  assert.deepEqual(idsOf(undefined), []);
});

test("each part is put in its place", () => {
  const [here, answer] = [page("proposal-3", "progress"), page("proposal-3", "progress")];
  assert.deepEqual(replaceParts(here, answer, ["proposal-3", "progress"]).map((part) => part.id), ["proposal-3", "progress"]);
  assert.deepEqual(here.replaced, [["proposal-3", "proposal-3"], ["progress", "progress"]]);
});

test("an answer without the first part changes nothing", () => {
  const here = page("proposal-3", "progress");
  assert.deepEqual(replaceParts(here, page("progress"), ["proposal-3", "progress"]), []);
  assert.deepEqual(here.replaced, []);
});

test("a second part that is missing is left as it is", () => {
  const here = page("proposal-3");
  assert.equal(replaceParts(here, page("proposal-3"), ["proposal-3", "progress"]).length, 1);
});

const item = (...attributes) => ({ hasAttribute: (name) => attributes.includes(name) });

test("after a decision the work goes on at the next item that is open", () => {
  const [here, decided, open] = [item("data-decided"), item("data-decided"), item()];
  assert.equal(following([here, decided, open], here), open);
});

test("where everything below is decided, the next one is shown, and the last one stays", () => {
  const [here, decided] = [item("data-decided"), item("data-decided")];
  assert.equal(following([here, decided], here), decided);
  assert.equal(following([decided, here], here), here);
});
