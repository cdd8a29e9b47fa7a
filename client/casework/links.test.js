import assert from "node:assert/strict";
import { test } from "node:test";
import { keepItem, newSending } from "./acts.js";
import { linkedCases, mirror } from "./links.js";
import { newOpening, openCase } from "./opening.js";
import { world } from "./world_for_tests.js";

const WANTED = { crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] } };
const TOKEN = "0b5f3c1e-7a44-4d0e-9c8e-1f2a3b4c5d6e";

async function two() {
  const server = world();
  const hands = server.desk("ME-AMA1NA");
  const [one, other] = [await openCase(hands, { ...WANTED, alias: "Heron" }, newOpening()), await openCase(hands, { ...WANTED, alias: "Egret" }, newOpening())];
  const link = (relation) => keepItem(hands, one.shell.id, "link", { to: other.shell.id, token: TOKEN, relation });
  return { server, hands, one: one.shell.id, other: other.shell.id, link };
}

const relations = (hands, id) => hands.store.items(id, "link").map(({ body }) => [body.to, body.relation, body.token]);

test("who travels together stands in both cases with one token, and both cards name one group", async () => {
  const { hands, one, other, link } = await two();
  await mirror(hands, one, await link("together"));
  assert.deepEqual(relations(hands, other), [[one, "together", TOKEN]]);
  const [first, second] = [one, other].map((id) => hands.store.case(id).card.group);
  assert.match(first, /^[0-9a-f-]{36}$/);
  assert.equal(second, first);
});

test("doing it again, after the line broke as well, writes nothing twice", async () => {
  const { server, hands, one, other, link } = await two();
  const kept = await link("together");
  const sending = newSending();
  server.failOnce(`/desk/vault/vaults/${hands.store.case(other).shell.vault}/records/`, "after");
  await assert.rejects(mirror(hands, one, kept, sending));
  await mirror(hands, one, kept, sending);
  await mirror(hands, one, kept, newSending());
  assert.equal(relations(hands, other).length, 1);
});

test("that two must not meet stands only in the case whose safety asks for it", async () => {
  const { hands, one, other, link } = await two();
  await mirror(hands, one, await link("apart"));
  assert.deepEqual(relations(hands, other), []);
  assert.deepEqual([one, other].map((id) => hands.store.case(id).card.group), ["", ""]);
});

test("who depends on whom has a direction, and the group is one all the same", async () => {
  const { hands, one, other, link } = await two();
  await mirror(hands, one, await link("depends-on"));
  assert.deepEqual(relations(hands, other), []);
  assert.equal(hands.store.case(one).card.group, hands.store.case(other).card.group);
  assert.deepEqual(linkedCases(hands).find(({ id }) => id === one).links, [{ to: other, relation: "depends-on" }]);
});

test("a link to a case that is not held here is left as it is", async () => {
  const { hands, one } = await two();
  const kept = await keepItem(hands, one, "link", { to: TOKEN, token: TOKEN, relation: "together" });
  await mirror(hands, one, kept);
  assert.equal(hands.store.case(one).card.group, "");
});
