// Asking whether somebody is known elsewhere: only with the person's word as it is now, only with the key that colleagues hold, and undone with the consent.

import assert from "node:assert/strict";
import { test } from "node:test";
import { keepItem } from "./acts.js";
import { askKnown, askOthers, deleteTokens, hitsOf, keyOf, makeKey, mayAsk, mayAskOthers, OTHERS, scopesOf, termsOfCase } from "./known.js";
import { uuid } from "./made_for_tests.js";
import { newOpening, openCase } from "./opening.js";
import { world } from "./world_for_tests.js";

const ON = "2026-11-23";
const KEY = { vault: uuid(9500), record: { id: uuid(9501), type: "register.key", version: 1, blob: "sealed" } };
const PERSON = { name: "Invented Person", languages: [], born: "1994-05-17" };

/** A case of Amina's and Zhanna's, with what the person said; and a server that takes tokens. */
async function stage({ own = "", others = "" } = {}) {
  const server = world();
  const hands = server.desk("ME-AMA1NA");
  const opening = newOpening();
  await openCase(hands, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-ZHANNA"], identity: ["ME-ZHANNA"] } }, opening);
  const { id } = opening;
  await keepItem(hands, id, "person", PERSON);
  if (own) await keepItem(hands, id, "consent", { purpose: "known-elsewhere", given: own, on: ON });
  if (others) await keepItem(hands, id, "consent", { purpose: "known-elsewhere", recipient: OTHERS, given: others, on: ON });
  const asked = [];
  const { post } = hands.context.api;
  hands.context.api.post = async (address, body) => {
    if (address.endsWith("/tokens/")) return asked.push([address, body.scope, body.tokens.length]) && { hits: 2 };
    if (address === "/desk/cases/known/evaluate/") return asked.push([address]) && { answers: [[], []] };
    if (address === "/desk/vault/registers/") return hands.taken ? Promise.reject(Object.assign(new Error("taken"), { code: "taken", status: 409 })) : asked.push([address, body.purpose, body.scope]) && {};
    return post(address, body);
  };
  Object.assign(hands.context.keeper, {
    tokenFor: async ({ terms }) => terms.map(() => "ab".repeat(32)),
    blindTerms: async ({ terms }) => ({ points: terms.map(() => "cd".repeat(32)), blinds: terms.map(() => "ef") }),
    finishTerms: async ({ terms }) => (terms ?? []).map(() => "ab".repeat(32)),
    newTokenKey: async () => "sealed key",
  });
  return { server, hands, id, asked };
}

const TABLE = [
  [{}, false, false],
  [{ own: "yes" }, true, false],
  [{ others: "yes" }, false, true],
  [{ own: "yes", others: "no" }, true, false],
  [{ own: "asked", others: "yes" }, false, true],
];
for (const [said, own, others] of TABLE) {
  test(`who may be asked: ${JSON.stringify(said)} → colleagues ${own}, others ${others}`, async () => {
    const { hands, id } = await stage(said);
    const items = hands.store.items(id);
    assert.deepEqual([mayAsk(items, ON).may, mayAskOthers(items, ON).may], [own, others]);
  });
}

test("colleagues are asked with the tokens of what is known", async () => {
  const { hands, id, asked } = await stage({ own: "yes" });
  assert.equal(await askKnown(hands, id, { key: KEY, father: "" }), 2);
  assert.deepEqual(asked.map(([, scope]) => scope), ["own"]);
  assert.ok(asked[0][2] > 0);
});

test("nobody is asked whom the person did not allow, whatever the page shows", async () => {
  for (const said of [{}, { own: "no", others: "no" }, { own: "asked", others: "asked" }]) {
    const { hands, id, asked } = await stage(said);
    await assert.rejects(askKnown(hands, id, { key: KEY, father: "" }), { code: "consent-gone" });
    await assert.rejects(askOthers(hands, id, { father: "" }), { code: "consent-gone" });
    assert.deepEqual(asked, []);
  }
});

test("what was allowed for colleagues is not allowed for others, and the other way round", async () => {
  const own = await stage({ own: "yes" });
  await assert.rejects(askOthers(own.hands, own.id, { father: "" }), { code: "consent-gone", why: "nobody-asked" });
  const others = await stage({ others: "yes" });
  await assert.rejects(askKnown(others.hands, others.id, { key: KEY, father: "" }), { code: "consent-gone", why: "nobody-asked" });
});

test("a consent that a colleague took back since the page was drawn is seen before anything is asked", async () => {
  const { server, hands, id, asked } = await stage({ own: "yes", others: "yes" });
  const zhanna = server.desk("ME-ZHANNA");
  await zhanna.store.refresh();
  await zhanna.store.open(id);
  for (const consent of zhanna.store.items(id, "consent")) await keepItem(zhanna, id, "consent", { ...consent.body, withdrawn_on: ON }, consent);
  assert.ok(mayAsk(hands.store.items(id), ON).may, "the page still shows yes");
  await assert.rejects(askKnown(hands, id, { key: KEY, father: "" }), { code: "consent-gone", why: "withdrawn" });
  await assert.rejects(askOthers(hands, id, { father: "" }), { code: "consent-gone", why: "withdrawn" });
  assert.deepEqual(asked, []);
});

test("without a person there are no terms, and a father's name is used and not kept", async () => {
  const { hands, id } = await stage();
  assert.deepEqual(termsOfCase([], "Invented"), []);
  const before = hands.store.items(id).length;
  assert.ok(termsOfCase(hands.store.items(id), "").length > 0);
  assert.equal(hands.store.items(id).length, before);
});

test("tokens go with the consent: those of others alone, or all", async () => {
  assert.deepEqual(scopesOf({ body: { recipient: OTHERS } }), ["hub"]);
  assert.deepEqual(scopesOf({ body: { recipient: "" } }), ["own", "hub"]);
  const { hands, id, asked } = await stage();
  await deleteTokens(hands, id);
  assert.deepEqual(asked.map(([, scope, number]) => [scope, number]), [["own", 0], ["hub", 0]]);
});

test("a desk is told who of its organisation holds the key, and of hits only those of this case", async () => {
  const { hands, id } = await stage();
  const hit = (mine) => ({ id: uuid(9600), mine, scope: "own", agreed: false, both_agree: false, organisation: "", name: "", holders: [] });
  hands.context.api.get = async () => ({ hits: [hit(id), hit(uuid(1))], holders: false, keepers: ["ME-ZHANNA"] });
  assert.deepEqual(await hitsOf(hands.context, id), { hits: [hit(id)], holders: false, keepers: ["ME-ZHANNA"] });
});

test("another organisation's key, or one for something else, is not ours", async () => {
  const { hands } = await stage();
  hands.context.me = { member: "ME-AMA1NA", organisation: { reference: "OR-B0AT01" } };
  for (const registers of [[], [{ purpose: "tokens", scope: "OR-0THER1", vault: uuid(1) }], [{ purpose: "house", scope: "OR-B0AT01", vault: uuid(1) }]]) {
    hands.context.api.get = async () => ({ registers });
    assert.equal(await keyOf(hands.context), null);
  }
});

test("a key is made once: where a colleague was faster, the register is refused, and pressing again makes no second vault", async () => {
  const { hands, server, asked } = await stage();
  hands.context.me = { member: "ME-AMA1NA", organisation: { reference: "OR-B0AT01" } };
  const making = {};
  hands.taken = true;
  await assert.rejects(makeKey(hands, ["ME-ZHANNA"], making), { code: "taken" });
  const vaults = server.vaults.size;
  hands.taken = false;
  await makeKey(hands, ["ME-ZHANNA"], making);
  assert.equal(server.vaults.size, vaults);
  assert.deepEqual(asked, [["/desk/vault/registers/", "tokens", "OR-B0AT01"]]);
});
