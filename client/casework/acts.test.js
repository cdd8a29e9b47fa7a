import assert from "node:assert/strict";
import { test } from "node:test";
import { Clash, NowhereToGo, addEntry, closeCase, keepCard, keepItem, newSending, reopenCase, second } from "./acts.js";
import { NotTheFile, bringFile, copyFromBox, destroyFile, openFile } from "./files.js";
import { addCompartment, newOpening, openCase } from "./opening.js";
import { isSeconded } from "./state.js";
import { createHash } from "node:crypto";
import { world } from "./world_for_tests.js";

const WANTED = { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-ZHANNA"], identity: ["ME-ZHANNA"], route: ["ME-DARYA0"] }, request: { language: "ru", danger: "now" }, messages: [{ direction: "in", text: "Help." }] };

async function opened() {
  const server = world();
  const amina = server.desk("ME-AMA1NA");
  const opening = newOpening();
  const view = await openCase(amina, WANTED, opening);
  const zhanna = server.desk("ME-ZHANNA");
  await zhanna.store.refresh();
  await zhanna.store.open(opening.id);
  return { server, amina, zhanna, id: opening.id, view };
}

test("a case is opened with its vaults, its request, its message and its card", async () => {
  const { amina, view, id, server } = await opened();
  assert.deepEqual([view.card.alias, view.card.crisis, view.card.language, view.derived.stage], ["Heron", "CR-7Q4MZK", "ru", "intake"]);
  assert.deepEqual(Object.keys(view.vaults).sort(), ["case", "identity", "route"]);
  assert.deepEqual([...view.held].sort(), ["case", "identity", "route"]);
  assert.deepEqual(amina.store.entries(id).map((one) => one.body.text), ["Help."]);
  assert.equal(server.vaults.size, 3);
});

test("however often the line breaks, pressing again goes on and makes nothing twice", async () => {
  const whole = (await opened()).server;
  const steps = whole.posted.filter(([member, address]) => member === "ME-AMA1NA" && address !== "/desk/vault/read/").length;
  assert.equal(steps, 11);
  for (let breaks = 0; breaks < steps; breaks += 1) {
    for (const when of ["before", "after"]) {
      const server = world();
      const amina = server.desk("ME-AMA1NA");
      const opening = newOpening();
      const post = amina.context.api.post;
      let done = 0;
      amina.context.api.post = async (address, body) => {
        if (address !== "/desk/vault/read/" && (done += 1) - 1 === breaks) server.failOnce(address, when);
        return post(address, body);
      };
      await assert.rejects(openCase(amina, WANTED, opening), /offline/);
      await openCase(amina, WANTED, opening);
      const count = [...server.vaults.values()].map((one) => one.records.size).sort();
      assert.deepEqual([server.vaults.size, server.cases.size, count], [3, 1, [1, 1, 5]], `${breaks} ${when}`);
      assert.equal(amina.store.items(opening.id, "request").length, 1);
    }
  }
});

test("who does not hold a compartment sees that it is there, reads nothing of it, and leaves its facts on the card", async () => {
  const { amina, zhanna, id, server } = await opened();
  await keepItem(amina, id, "application", { way: "", state: "granted" });
  await keepCard(amina, id);
  await zhanna.store.refresh();
  const view = await zhanna.store.open(id);
  assert.deepEqual([...view.held].sort(), ["case", "identity"]);
  assert.ok(view.vaults.route);
  assert.deepEqual(zhanna.store.items(id, "application"), []);
  assert.equal(view.derived.way, "granted");
  await keepItem(zhanna, id, "plan", { aim: "Safety" });
  await keepCard(zhanna, id);
  assert.equal(zhanna.store.case(id).card.facts.way, "granted");
  await assert.rejects(keepItem(server.desk("ME-VERA00"), id, "plan", {}), TypeError);
});

test("an outsider is given nothing", async () => {
  const { server } = await opened();
  const vera = server.desk("ME-VERA00");
  await vera.store.refresh();
  assert.deepEqual(vera.store.cases(), []);
});

test("what two people change in different fields is kept together, and both are told", async () => {
  const { amina, zhanna, id } = await opened();
  const need = await keepItem(amina, id, "need", { what: "food", severity: "now" });
  await zhanna.store.open(id);
  await keepItem(zhanna, id, "need", { ...need.body, note: "For two." }, zhanna.store.items(id, "need")[0]);
  const kept = await keepItem(amina, id, "need", { ...need.body, met_on: "2026-11-23" }, need);
  assert.deepEqual([kept.body.note, kept.body.met_on, kept.with, kept.version], ["For two.", "2026-11-23", "ME-ZHANNA", 3]);
});

test("what two people change in one field is shown to whoever was later, and the server's stands", async () => {
  const { amina, zhanna, id } = await opened();
  const need = await keepItem(amina, id, "need", { what: "food", note: "One" });
  await zhanna.store.open(id);
  await keepItem(zhanna, id, "need", { ...need.body, note: "Two" }, zhanna.store.items(id, "need")[0]);
  await assert.rejects(keepItem(amina, id, "need", { ...need.body, note: "Three" }, need), (problem) => {
    assert.ok(problem instanceof Clash);
    assert.deepEqual(problem.clashes, [{ field: "note", mine: "Three", theirs: "Two" }]);
    assert.deepEqual([problem.theirs.author, problem.mine.note], ["ME-ZHANNA", "Three"]);
    return true;
  });
  assert.equal(amina.store.items(id, "need")[0].body.note, "Two");
});

test("somebody who is faster at the very moment is kept along as well", async () => {
  const { amina, zhanna, id } = await opened();
  const need = await keepItem(amina, id, "need", { what: "food" });
  await zhanna.store.open(id);
  amina.context.api.before = () => keepItem(zhanna, id, "need", { ...need.body, severity: "later" }, zhanna.store.items(id, "need")[0]);
  const kept = await keepItem(amina, id, "need", { ...need.body, since: "2026-11-20" }, need);
  assert.deepEqual([kept.body.severity, kept.body.since, kept.version], ["later", "2026-11-20", 3]);
});

test("an answer that got lost is no second version and no clash", async () => {
  const { amina, id, server } = await opened();
  const need = await keepItem(amina, id, "need", { what: "food" });
  server.failOnce(`/desk/vault/vaults/${need.vault}/records/`, "after");
  const changed = { ...need.body, note: "For two." };
  await assert.rejects(keepItem(amina, id, "need", changed, need), /offline/);
  assert.equal((await keepItem(amina, id, "need", changed, need)).version, 2);
  const sending = newSending();
  server.failOnce(`/desk/vault/vaults/${need.vault}/records/`, "after");
  await assert.rejects(keepItem(amina, id, "task", { what: "Call" }, undefined, { sending }), /offline/);
  const kept = await keepItem(amina, id, "task", { what: "Call the doctor" }, undefined, { sending });
  assert.deepEqual([kept.body.what, kept.version, amina.store.items(id, "task").length], ["Call the doctor", 2, 1]);
});

test("a record that its author did not sign counts for nothing, and is told", async () => {
  const { amina, id } = await opened();
  const need = await keepItem(amina, id, "need", { what: "food" });
  const open = amina.context.keeper.openRecords;
  amina.context.keeper.openRecords = async (wanted) => (await open(wanted)).map((one) => (one.author === "ME-ZHANNA" ? { ...one, signed: false } : one));
  await amina.store.take(need.vault, { id: need.id, type: "case.item", version: 2, blob: Buffer.from(JSON.stringify({ author: "ME-ZHANNA", at: "2026-11-23T12:00Z", body: { kind: "need", what: "money" } })).toString("base64") });
  assert.deepEqual(amina.store.items(id, "need"), []);
  assert.deepEqual(amina.store.doubtful(id).map((one) => one.id), [need.id]);
});

test("the server is told a state and a day, only where they changed, and nothing of what was written", async () => {
  const { amina, id, server } = await opened();
  const before = server.posted.length;
  await keepItem(amina, id, "triage", { result: "accepted", on: "2026-11-23", reason: "Beaten by police" });
  await keepItem(amina, id, "task", { what: "Call", due: "2026-11-25" });
  await keepCard(amina, id);
  await keepCard(amina, id);
  const shells = server.posted.slice(before).filter(([, address]) => address.endsWith("/shell/"));
  assert.deepEqual(shells, [["ME-AMA1NA", `/desk/cases/${id}/shell/`, { state: "helping", next_day: "2026-11-25" }]]);
  assert.equal(server.posted.slice(before).filter(([, , body]) => body.type === "case.card").length, 1);
});

test("nobody is declined without a word on where else there is help", async () => {
  const { amina, id } = await opened();
  const look = await keepItem(amina, id, "triage", { result: "declined", on: "2026-11-23" });
  await assert.rejects(closeCase(amina, id, { result: "declined", reason: "" }, newSending()), NowhereToGo);
  await keepItem(amina, id, "triage", { ...look.body, referred_to: "The house of Boat" }, look);
  await closeCase(amina, id, { result: "declined", reason: "" }, newSending());
  const closed = amina.store.case(id);
  assert.deepEqual([closed.shell.state, closed.derived.stage, closed.shell.shred_on, closed.card.facts.closed], ["closed", "declined", "2028-11-20", "declined"]);
  await reopenCase(amina, id);
  assert.deepEqual([amina.store.case(id).shell.state, amina.store.case(id).card.facts.closed], ["helping", ""]);
});

test("a second person's word stands in the journal", async () => {
  const { amina, zhanna, id } = await opened();
  const look = await keepItem(amina, id, "triage", { result: "declined", on: "2026-11-23" });
  await second(amina, id, look, { says: "yes", reason: "" }, newSending());
  assert.equal(isSeconded(look, amina.store.entries(id)), false);
  await second(zhanna, id, look, { says: "yes", reason: "" }, newSending());
  await amina.store.open(id);
  assert.equal(isSeconded(look, amina.store.entries(id)), true);
});

test("colleagues are asked for a second word in the list, until one of them says it", async () => {
  const { amina, zhanna, id } = await opened();
  const look = await keepItem(amina, id, "verification", { method: "trusted-partner", result: "plausible", on: "2026-11-23" });
  await keepCard(amina, id);
  await zhanna.store.refresh();
  assert.equal(zhanna.store.case(id).card.second, "ME-AMA1NA");
  await zhanna.store.open(id);
  await second(zhanna, id, look, { says: "yes", reason: "" }, newSending());
  await keepCard(zhanna, id);
  await amina.store.open(id);
  assert.deepEqual([amina.store.case(id).card.second, zhanna.store.case(id).card.second], ["", ""]);
});

test("an entry is written once, however often it is sent", async () => {
  const { amina, id, server } = await opened();
  const sending = newSending();
  const { vault } = amina.store.case(id).shell;
  server.failOnce(`/desk/vault/vaults/${vault}/records/`, "after");
  const entry = { kind: "entry", how: "call", text: "She is well." };
  await assert.rejects(addEntry(amina, id, entry, sending), /offline/);
  await addEntry(amina, id, entry, sending);
  await addEntry(amina, id, entry, sending);
  assert.equal(amina.store.entries(id).filter((one) => one.body.kind === "entry").length, 1);
});

test("a compartment is added when it is first used", async () => {
  const { amina, id } = await opened();
  const view = await addCompartment(amina, id, { compartment: "story", holders: ["ME-DARYA0"] }, { sendings: new Map() });
  assert.ok(view.held.has("story"));
  await keepItem(amina, id, "testimony", { text: "It was in April." });
  assert.equal(amina.store.items(id, "testimony")[0].compartment, "story");
});

test("what was read is not read again, and a large answer comes in parts", async () => {
  const { amina, id, server } = await opened();
  server.most = 2;
  const zhanna = server.desk("ME-ZHANNA");
  assert.equal(await zhanna.store.refresh(), true);
  await zhanna.store.open(id);
  const { opened: before } = zhanna.context.keeper;
  assert.equal(zhanna.store.items(id).length, amina.store.items(id).length);
  assert.equal(await zhanna.store.refresh(), false);
  await zhanna.store.open(id);
  assert.equal(zhanna.context.keeper.opened, before);
});

test("a file is sealed in parts, opened again, and not opened when it was changed", async () => {
  const { amina, id, server } = await opened();
  const file = Object.assign(new Blob(["A letter."], { type: "text/plain" }), { name: "letter.txt" });
  const item = await bringFile(amina, id, file, { what: "letter", compartment: "identity" });
  assert.deepEqual([item.compartment, item.body.name, item.body.size, item.vault], ["identity", "letter.txt", 9, amina.store.case(id).vaults.identity]);
  assert.equal(Buffer.from((await openFile(amina, item)).bytes).toString(), "A letter.");
  server.files.get(item.body.file).parts[0][0] ^= 1;
  await assert.rejects(openFile(amina, item), NotTheFile);
});

test("a file that arrived whole is not sent again when its line of the case was lost", async () => {
  const { amina, id, server } = await opened();
  const file = Object.assign(new Blob(["A letter."]), { name: "letter.txt" });
  const sending = newSending();
  server.failOnce(`/desk/vault/vaults/${amina.store.case(id).vaults.case}/records/`, "after");
  await assert.rejects(bringFile(amina, id, file, { what: "letter", sending }), /offline/);
  await bringFile(amina, id, file, { what: "letter", sending });
  assert.deepEqual([server.files.size, amina.store.items(id, "file").length], [1, 1]);
});

test("a file of a request is copied as the person sent it, and not at all where the server changed it", async () => {
  const { amina, id, server } = await opened();
  const sealed = Buffer.from("A summons.").map((byte) => byte ^ 255);
  server.files.set("sent", { parts: [sealed], length: sealed.length });
  const open = amina.context.keeper.openFile;
  const asked = [];
  amina.context.keeper.openFile = async (wanted) => asked.push([wanted.vault, wanted.epoch]) && { ...(await open(wanted)), name: "summons.txt", type: "text/plain" };
  const sent = { id: "sent", sha256: createHash("sha256").update(sealed).digest("hex"), vault: "channel", epoch: 2 };
  const item = await copyFromBox(amina, id, sent);
  assert.deepEqual(asked, [["channel", 2]]);
  assert.deepEqual([item.body.name, item.body.type, item.body.what, item.compartment], ["summons.txt", "text/plain", "other", "case"]);
  assert.equal(Buffer.from((await openFile(amina, item)).bytes).toString(), "A summons.");
  await assert.rejects(copyFromBox(amina, id, { ...sent, sha256: "00" }), NotTheFile);
  assert.equal(amina.store.items(id, "file").length, 1);
});

test("a destroyed file leaves a line that says so and no more", async () => {
  const { amina, id, server } = await opened();
  const item = await bringFile(amina, id, Object.assign(new Blob(["A picture."]), { name: "private.jpg" }), { what: "other" });
  const sending = newSending();
  await destroyFile(amina, id, item, sending);
  await destroyFile(amina, id, item, sending);
  assert.deepEqual([server.files.size, amina.store.items(id, "file").length], [0, 0]);
  assert.deepEqual(new Set(amina.store.entries(id).map((one) => one.body.text)), new Set(["Help.", "A file was destroyed."]));
});

test("messages stand in the order in which they were said, whenever they were copied", async () => {
  const { amina, id } = await opened();
  for (const said of ["2026-11-22T09:00Z", "2026-11-20T09:00Z", "2026-11-21T09:00Z"]) await addEntry(amina, id, { kind: "message", said, text: said.slice(8, 10) }, newSending());
  assert.deepEqual(amina.store.entries(id).map((one) => one.body.text), ["20", "21", "22", "Help."]);
});
