import assert from "node:assert/strict";
import { test } from "node:test";
import { keepItem, newSending } from "./acts.js";
import { withdraw } from "./consents.js";
import { mayAsk, mayAskOthers, OTHERS, scopesOf } from "./known.js";
import { newOpening, openCase } from "./opening.js";
import { canFollow, follow } from "./withdrawing.js";
import { world } from "./world_for_tests.js";

async function withdrawn(purpose) {
  const server = world();
  const hands = server.desk("ME-AMA1NA");
  const { shell } = await openCase(hands, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] } }, newOpening());
  const consent = await keepItem(hands, shell.id, "consent", { purpose, given: "yes", withdrawn_on: "2026-11-23" });
  return { server, hands, id: shell.id, consent };
}

test("what leaves no trace in the case is done at the server and said in the journal, once", async () => {
  const { server, hands, id, consent } = await withdrawn("known-elsewhere");
  const [act] = withdraw(consent, hands.store.items(id));
  const post = hands.context.api.post;
  const deleted = [];
  hands.context.api.post = async (address, body) => (address.endsWith("/tokens/") ? void deleted.push([body.scope, ...body.tokens]) ?? { hits: 0 } : post(address, body));
  const wanted = { consent, act, sending: newSending(), words: "The tokens are deleted.", on: "2026-11-23" };
  server.failOnce(`/desk/vault/vaults/${hands.store.case(id).shell.vault}/records/`, "after");
  await assert.rejects(follow(hands, id, wanted));
  await follow(hands, id, wanted);
  assert.deepEqual(deleted, [["own"], ["hub"], ["own"], ["hub"]]);
  assert.deepEqual(hands.store.entries(id).map(({ body }) => [body.how, body.about, body.text]), [["decision", consent.id, "The tokens are deleted."]]);
});

test("what other parts of the page have to do is not claimed to be done here", async () => {
  const acts = ["revoke-referral", "withdraw-slip", "withdraw-line", "stop-payout", "delete-tokens", "take-back-card", "destroy-kit"];
  assert.deepEqual(acts.filter((act) => !canFollow({ act, id: "" })), ["take-back-card", "destroy-kit"]);
});

test("what was allowed towards other organisations takes their tokens with it and leaves our own", () => {
  const consent = (recipient) => ({ kind: "consent", body: { purpose: "known-elsewhere", recipient } });
  assert.deepEqual([scopesOf(consent("")), scopesOf(consent(OTHERS))], [["own", "hub"], ["hub"]]);
});

//  the newest word towards our own, and towards the others; who may be asked
for (const [own, others, mayOwn, mayOther] of [
  ["", "", false, false], ["yes", "", true, false], ["", "yes", false, true], ["yes", "yes", true, true], ["yes", "no", true, false], ["no", "yes", false, true],
]) {
  test(`our own said "${own}", the others "${others}": each is asked on its own word alone`, () => {
    const word = (given, recipient) => (given ? [{ id: recipient, kind: "consent", signed: true, at: "2026-11-01T00:00Z", body: { purpose: "known-elsewhere", recipient, given, on: "2026-11-01", until: "", withdrawn_on: "" } }] : []);
    const items = [...word(own, ""), ...word(others, OTHERS)];
    assert.deepEqual([mayAsk(items, "2026-11-23").may, mayAskOthers(items, "2026-11-23").may], [mayOwn, mayOther]);
  });
}
