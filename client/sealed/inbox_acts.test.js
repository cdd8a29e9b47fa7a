import assert from "node:assert/strict";
import { test } from "node:test";
import { Faster, answer, newSending, note, take } from "./requests_acts.js";
import { makeStore } from "./requests_store.js";

const CLOCK = () => new Date("2026-11-23T05:30Z");
const VAULT = "v1";
const CHANNEL = { id: "c1", vault: VAULT, slug: "hotline", state: "open", texts: [{ language: "en", name: "Hotline" }], languages: ["en"] };

const sealed = (what) => btoa(unescape(encodeURIComponent(JSON.stringify(what))));
const unsealed = (blob) => JSON.parse(decodeURIComponent(escape(atob(blob))));

/** A server and a keeper in memory, with the same manners as the real ones. */
function world({ messages = [], records = [] } = {}) {
  const kept = new Map(records.map((one) => [one.id, one]));
  const answers = new Map();
  const posted = [];
  const fail = new Set();
  let tag = 1;
  const api = {
    asked: [],
    async get(address) {
      api.asked.push(address);
      if (address.endsWith("/channels/")) return { channels: [CHANNEL] };
      if (address.includes("/records/")) return { records: [...kept.values()], cursor: "", more: false };
      if (address.endsWith(`tag=${tag}`)) return { tag: String(tag), same: true };
      const out = [...answers.keys()].map((id, at) => ({ id, mailbox: "b1", direction: "out", sequence: 90 + at, day: "2026-11-23", files: [] }));
      return { tag: String(tag), boxes: {}, messages: [...messages.map(({ blob, ...rest }) => rest), ...out] };
    },
    async post(address, body) {
      posted.push(address);
      if (fail.delete(address)) throw Object.assign(new Error("offline"), { code: "offline" });
      if (address.endsWith("/messages/")) {
        const [first, ...rest] = body.ids;
        return { messages: messages.filter((one) => one.id === first).map(({ id, blob }) => ({ id, blob })), left: rest };
      }
      if (address.endsWith("/records/")) {
        const current = kept.get(body.id);
        if (body.version !== (current?.version ?? 0) + 1 && current?.blob !== body.blob) throw Object.assign(new Error("faster"), { status: 409, current });
        kept.set(body.id, body);
        return { version: body.version };
      }
      if (address.endsWith("/answers/")) {
        answers.set(body.id, body.blob);
        tag += 1;
        return { sequence: 2 };
      }
      return {};
    },
  };
  const keeper = {
    opened: 0,
    async openRecords({ records: some }) {
      return some.map(({ id, type, version, blob }) => ({ id, type, version, signed: true, problem: "", ...unsealed(blob) }));
    },
    async openMessages({ messages: some }) {
      keeper.opened += some.length;
      return some.map(({ id, blob }) => ({ id, payload: unsealed(blob) }));
    },
    async sealRecord({ prev, at, body }) {
      return sealed({ author: "ME-AMINA1", at, body, prev });
    },
    async sealAnswer(wanted) {
      return sealed(wanted);
    },
  };
  const context = { api, keeper, me: { member: "ME-AMINA1" }, vaults: [{ id: VAULT, opened: true }] };
  const store = makeStore(context, CLOCK);
  return { hands: { context, store, clock: CLOCK }, store, api, keeper, kept, answers, posted, fail };
}

const message = (id, text, more = {}) => ({
  id, mailbox: "b1", direction: "in", sequence: 1, day: "2026-11-23", sealed_by: "browser", files: [],
  blob: sealed({ text, at: "2026-11-23T05:00Z", language: "ru", reply: "age1person", nonce: id, answers: { danger: "now" } }), ...more,
});
const card = (version, body, author) => ({ id: "b1", type: "request.card", version, blob: sealed({ author, at: "2026-11-23T05:10Z", body, prev: "" }) });

test("messages are fetched as the server hands them out, and opened once", async () => {
  const { store, keeper, api } = world({ messages: [message("m1", "Help."), message("m2", "Please.", { mailbox: "b2" })] });
  assert.equal(await store.refresh(), true);
  assert.equal(store.requests().length, 2);
  assert.equal(keeper.opened, 2);
  assert.equal(await store.refresh(), false);
  assert.equal(keeper.opened, 2);
  assert.ok(api.asked.at(-1).endsWith("tag=1"));
});

test("what a colleague's new key sealed is opened with that key, which is fetched when the server names it", async () => {
  const { hands, store, api, keeper } = world({ messages: [message("m1", "Help.")] });
  const { get } = api;
  const open = keeper.openMessages;
  let epoch = 1;
  api.get = async (address) => (address.endsWith("/channels/") ? { channels: [{ ...CHANNEL, epoch }] } : get(address));
  hands.context.vaults = [{ id: VAULT, opened: true, epoch: 1 }];
  hands.context.refresh = async () => void (hands.context.vaults = [{ id: VAULT, opened: true, epoch: 2 }]);
  keeper.openMessages = async (wanted) => (hands.context.vaults[0].epoch < 2 ? wanted.messages.map(({ id }) => ({ id, problem: "bad-seal" })) : open(wanted));
  await store.refresh();
  assert.equal(store.request("b1").unopened, 1);
  epoch = 2;
  assert.equal(await store.refresh(), true);
  assert.deepEqual([store.request("b1").unopened, store.request("b1").snippet], [0, "Help."]);
});

test("a server that goes back to an older card changes nothing", async () => {
  const { store, kept } = world({ messages: [message("m1", "Help.")], records: [card(2, { state: "taken", holder: "ME-TOMAS1" }, "ME-TOMAS1")] });
  await store.refresh();
  kept.set("b1", card(1, { state: "closed", seen: 9 }, "ME-TOMAS1"));
  await store.refresh();
  assert.deepEqual([store.request("b1").state, store.request("b1").version], ["taken", 2]);
});

test("a record written while a list is on its way is not taken for destroyed", async () => {
  const { hands, store, api } = world({ messages: [message("m1", "Help.")] });
  await store.refresh();
  const get = api.get;
  api.get = async (address) => {
    const given = structuredClone(await get(address));
    if (address.includes("/records/")) await note(hands, store.request("b1"), "Called the doctor.", newSending());
    return given;
  };
  await store.refresh();
  assert.equal(store.request("b1").notes.length, 1);
});

test("taking a request writes its card and names who has it", async () => {
  const { hands, store } = world({ messages: [message("m1", "Help.")] });
  await store.refresh();
  await take(hands, store.request("b1"));
  const request = store.request("b1");
  assert.deepEqual([request.state, request.card.holder, request.version, request.unread], ["taken", "ME-AMINA1", 1, 0]);
});

test("whoever is slower gets both versions and keeps what they did", async () => {
  const { hands, store, kept } = world({ messages: [message("m1", "Help.")] });
  await store.refresh();
  const shown = store.request("b1");
  kept.set("b1", card(1, { state: "taken", holder: "ME-TOMAS1" }, "ME-TOMAS1"));
  await assert.rejects(take(hands, shown), (problem) => {
    assert.ok(problem instanceof Faster);
    assert.equal(problem.theirs.author, "ME-TOMAS1");
    assert.equal(problem.mine.holder, "ME-AMINA1");
    return true;
  });
  assert.equal(store.request("b1").card.holder, "ME-TOMAS1");
});

test("nobody answers over a colleague: the card is written before anything is sent", async () => {
  const { hands, store, kept, answers } = world({ messages: [message("m1", "Help.")] });
  await store.refresh();
  const shown = store.request("b1");
  kept.set("b1", card(1, { state: "taken", holder: "ME-TOMAS1" }, "ME-TOMAS1"));
  await assert.rejects(answer(hands, shown, { text: "We are here.", question: false, language: "en" }, newSending()), Faster);
  assert.equal(answers.size, 0);
});

test("an answer whose sending breaks off is sent once, however often it is tried", async () => {
  const { hands, store, answers, fail, posted } = world({ messages: [message("m1", "Help.")] });
  await store.refresh();
  const sending = newSending();
  const words = { text: "We are here.", question: false, language: "en" };
  for (const breaks of ["/desk/requests/mailboxes/b1/answers/", `/desk/vault/vaults/${VAULT}/records/`]) {
    if (breaks.endsWith("records/")) sending.cardDone = true;
    fail.add(breaks);
    await assert.rejects(answer(hands, store.request("b1"), words, sending));
  }
  await answer(hands, store.request("b1"), words, sending);
  await store.refresh();
  const request = store.request("b1");
  assert.deepEqual([answers.size, request.answers.length, request.state], [1, 1, "answered"]);
  assert.deepEqual(unsealed([...answers.values()][0]).reply, "age1person");
  assert.equal(posted.filter((address) => address.endsWith("/answers/")).length, 2);
});

test("a question waits for the person", async () => {
  const { hands, store } = world({ messages: [message("m1", "Help.")] });
  await store.refresh();
  await answer(hands, store.request("b1"), { text: "When can you read?", question: true, language: "en" }, newSending());
  await store.refresh();
  assert.equal(store.request("b1").state, "waiting");
});

test("a note tried twice is one note", async () => {
  const { hands, store, kept } = world({ messages: [message("m1", "Help.")] });
  await store.refresh();
  const sending = newSending();
  await note(hands, store.request("b1"), "Called the doctor.", sending);
  await note(hands, store.request("b1"), "Called the doctor.", sending);
  assert.deepEqual(store.request("b1").notes.map((one) => one.body.text), ["Called the doctor."]);
  assert.equal(kept.size, 1);
});
