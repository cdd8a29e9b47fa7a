import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { addEntry, newSending } from "./acts.js";
import { newOpening, openCase } from "./opening.js";
import { keepMessages, readTalk } from "./talk.js";
import { world } from "./world_for_tests.js";

const BOX = "00000000-0000-4000-8000-0000000000b0";
const ids = (/** @type {number} */ at) => `00000000-0000-4000-8000-0000000001${String(at).padStart(2, "0")}`;
const REQUEST = { box: BOX, channel_vault: ids(99), reply: `age1${"q".repeat(58)}`, language: "ru", came: "box" };
const FILE = Buffer.from(Uint8Array.from([1, 2, 3, 4]));
const SUM = createHash("sha256").update(FILE).digest("hex");

/** Somebody's hands with a case that came of a box, and what lies in that box: an answer gives at most two. */
async function casesOf(server, member, box) {
  const hands = server.desk(member);
  const { post, getBytes } = hands.context.api;
  hands.context.api.post = async (address, body) => {
    if (address !== "/desk/cases/boxes/") return post(address, body);
    const rows = box.map((one) => ({ ...one, mailbox: BOX, day: "2026-11-22", blob: body.known.includes(one.id) ? "" : "sealed" }));
    const missing = rows.filter((one) => one.blob).slice(2);
    return { messages: rows.filter((one) => !missing.includes(one)), left: missing.length > 0 ? [BOX] : [] };
  };
  hands.context.api.getBytes = async (address) => (address === `/desk/cases/boxes/${BOX}/files/${ids(50)}/` ? FILE : getBytes(address));
  hands.context.keeper.openMessages = async ({ messages }) => messages.map(({ id }) => ({ id, epoch: 2, problem: "", payload: box.find((one) => one.id === id).payload ?? null }));
  hands.context.keeper.openFile = async ({ bytes, epoch }) => ({ bytes, name: `paper-${epoch}.pdf`, type: "application/pdf" });
  return hands;
}

/** @param {any} hands */
async function opened(hands) {
  const { shell } = await openCase(hands, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] }, request: REQUEST }, newOpening());
  return shell.id;
}

const says = (/** @type {any} */ more = {}) => ({ text: "I am here.", at: "2026-11-22T09:00Z", language: "ru", files: [], ...more });

test("whatever stands in the box and not in the journal is told, answers of others too, however many answers it takes", async () => {
  const box = [1, 2, 3, 4, 5].map((at) => ({ id: ids(at), sequence: at, direction: at % 2 ? "in" : "out", payload: at % 2 ? says() : undefined }));
  const hands = await casesOf(world(), "ME-AMA1NA", box);
  const id = await opened(hands);
  await addEntry(hands, id, { kind: "message", direction: "out", id: ids(2), box: BOX, text: "We come.", said: "2026-11-22T10:00Z", language: "ru", files: [], answers: {} }, newSending());

  const fresh = await readTalk(hands, id);

  assert.deepEqual(fresh.map((one) => [one.sequence, one.direction, Boolean(one.payload), one.by]), [[1, "in", true, ""], [3, "in", true, ""], [4, "out", false, ""], [5, "in", true, ""]]);
});

test("an answer whose line nobody can check is told with whom that line names, and is not taken for known", async () => {
  const server = world();
  const hands = await casesOf(server, "ME-AMA1NA", [{ id: ids(2), sequence: 2, direction: "out" }]);
  const id = await opened(hands);
  const { openRecords } = hands.context.keeper;
  hands.context.keeper.openRecords = async (wanted) => (await openRecords(wanted)).map((one) => (one.body?.id === ids(2) ? { ...one, signed: false, author: "ME-G0NE00" } : one));
  await addEntry(hands, id, { kind: "message", direction: "out", id: ids(2), box: BOX, text: "Go to the border.", said: "2026-11-22T10:00Z", language: "ru", files: [], answers: {} }, newSending());

  const [answer] = await readTalk(hands, id);

  assert.deepEqual([answer?.direction, answer?.by, answer?.payload], ["out", "ME-G0NE00", null]);
  assert.equal(hands.store.entries(id).length, 0);
});

test("what is kept brings its files along, sealed anew and once; one that was changed is counted and holds nothing up", async () => {
  const files = [{ id: ids(50), sha256: SUM }, { id: ids(50), sha256: "00" }, { id: ids(51), sha256: SUM }, { id: 7 }];
  const server = world();
  const hands = await casesOf(server, "ME-AMA1NA", [{ id: ids(1), sequence: 1, direction: "in", payload: says({ files: files.slice(0, 1) }) }, { id: ids(3), sequence: 3, direction: "in", payload: says({ files: files.slice(2) }) }]);
  const id = await opened(hands);
  const sendings = new Map();
  const fresh = await readTalk(hands, id);
  const { post } = hands.context.api;
  let breaks = true;
  hands.context.api.post = async (address, body) => {
    if (breaks && address.endsWith("/finish/")) throw Object.assign(new Error("offline"), { code: (breaks = false) || "offline" });
    return post(address, body);
  };
  hands.context.api.getBytes = ((get) => async (/** @type {string} */ address) => {
    if (address.includes(ids(51))) throw Object.assign(new Error("gone"), { status: 404 });
    return get(address);
  })(hands.context.api.getBytes);

  await assert.rejects(keepMessages(hands, id, fresh, sendings));
  assert.equal(await keepMessages(hands, id, fresh, sendings), 1);
  assert.equal(await keepMessages(hands, id, fresh, sendings), 1);

  assert.deepEqual(hands.store.items(id, "file").map(({ body }) => body.name), ["paper-2.pdf"]);
  assert.deepEqual(hands.store.entries(id).map(({ body }) => body.files.length).sort(), [0, 1]);
  assert.deepEqual(await readTalk(hands, id), []);
});

test("a case that came of no box asks for nothing", async () => {
  const hands = await casesOf(world(), "ME-AMA1NA", [{ id: ids(1), sequence: 1, direction: "in", payload: says() }]);
  const { shell } = await openCase(hands, { alias: "Tern", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] } }, newOpening());

  assert.deepEqual(await readTalk(hands, shell.id), []);
});
