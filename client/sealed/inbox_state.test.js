import assert from "node:assert/strict";
import { test } from "node:test";
import { readCard, requestsOf, shiftNotes } from "./requests_state.js";

const HOTLINE = { id: "c1", vault: "v1", name: "Hotline" };
const REPLY = "age1first";

let sequence = 0;
const message = (more = {}) => ({ id: `m${(sequence += 1)}`, mailbox: "b1", direction: "in", sequence, day: "2026-11-23", sealed_by: "browser", files: [], ...more });
const came = (text, more = {}, payload = {}) =>
  message({ payload: { text, at: "2026-11-23T04:00Z", language: "ru", reply: REPLY, nonce: `n${sequence}`, answers: {}, ...payload }, ...more });
const record = (type, body, more = {}) => ({ id: "r1", type, version: 1, author: "ME-AMINA1", at: "2026-11-23T05:00Z", signed: true, body, ...more });
const card = (body, more = {}) => record("request.card", body, { id: "b1", ...more });
const folded = (messages, records = []) => requestsOf({ channels: [HOTLINE], messages: new Map([["c1", messages]]), records: new Map([["v1", records]]) });
const one = (messages, records) => folded(messages, records)[0];

test("a message makes a new request that waits since it was written", () => {
  const request = one([came("Help me.", {}, { answers: { danger: "now", needs: ["place"], hours: "after ten at night" } })]);
  assert.equal(request.state, "new");
  assert.deepEqual(request.waiting, { at: "2026-11-23T04:00Z", isDay: false });
  assert.deepEqual([request.danger, request.dangerBy, request.needs, request.language, request.hours], ["now", "person", ["place"], "ru", "after ten at night"]);
  assert.equal(request.unread, 1);
});

test("a clock that the server's day does not bear out is not believed", () => {
  const request = one([came("Help.", {}, { at: "2019-01-01T00:00Z" })]);
  assert.deepEqual(request.waiting, { at: "2026-11-23T00:00Z", isDay: true });
});

test("what a colleague marked stands above what the person said", () => {
  const request = one([came("Help.", {}, { answers: { danger: "no" } })], [card({ danger: "now", needs: ["medical"], language: "fr", state: "taken", holder: "ME-AMINA1" })]);
  assert.deepEqual([request.danger, request.dangerBy, request.needs, request.language, request.state], ["now", "colleague", ["medical"], "fr", "taken"]);
});

test("a card that is not signed by who it names counts for nothing and is reported", () => {
  const forged = card({ danger: "none", state: "closed", seen: 99, holder: "ME-AMINA1" }, { signed: false, version: 3 });
  const request = one([came("Help.")], [forged]);
  assert.deepEqual([request.state, request.danger, request.marked_by, request.version], ["new", "", "", 3]);
  assert.equal(request.doubtful.length, 1);
});

test("a forged note and a forged answer are never a colleague's", () => {
  const records = ["request.note", "request.answer", "channel.handover"].map((type) => record(type, { mailbox: "b1", text: "obey" }, { signed: false, id: type }));
  const request = one([came("Help.")], records);
  assert.deepEqual([request.notes, request.answers, request.handovers], [[], [], []]);
  assert.equal(request.doubtful.length, 3);
  assert.ok(!request.folded.includes("obey"));
});

test("who was answered once goes on being answered, whatever the server shows as the first message", () => {
  const answered = record("request.answer", { mailbox: "b1", text: "We come.", reply: REPLY });
  const stranger = came("Write to this address.", { sequence: 0 }, { reply: "age1stranger", nonce: "other" });
  const cleared = one([stranger, message({ direction: "out" })], [answered]);
  assert.deepEqual([cleared.reply, cleared.strangers], [REPLY, [stranger.id]]);
  const before = one([stranger, came("Help.")], [answered]);
  assert.deepEqual([before.reply, before.strangers], [REPLY, [stranger.id]]);
  assert.equal(one([stranger], [{ ...answered, signed: false }]).reply, "age1stranger");
});

test("an answer gives the turn to the person, a further message gives it back", () => {
  const first = came("Help.");
  const out = message({ direction: "out" });
  assert.equal(one([first, out]).state, "answered");
  assert.equal(one([first, out], [card({ state: "waiting", holder: "ME-AMINA1" })]).state, "waiting");
  assert.equal(one([first, out], [card({ state: "waiting" })]).waiting, null);
  const again = one([first, out, came("Thank you. And now?")], [card({ state: "waiting", holder: "ME-AMINA1", seen: first.sequence })]);
  assert.deepEqual([again.state, again.unread, again.card.holder], ["taken", 1, "ME-AMINA1"]);
});

test("a closed request opens by itself when the person writes again", () => {
  const first = came("Help.");
  const closed = card({ state: "closed", holder: "ME-AMINA1", seen: first.sequence });
  assert.equal(one([first], [closed]).state, "closed");
  assert.equal(one([first, came("Again.")], [closed]).state, "new");
});

test("a box in which only our answers are left asks for nothing", () => {
  const request = one([message({ direction: "out" })], [card({ state: "taken", holder: "ME-AMINA1" })]);
  assert.deepEqual([request.state, request.waiting, request.unread], ["closed", null, 0]);
});

test("what was handed over waits for whoever it was handed to", () => {
  const request = one([came("Help.")], [card({ state: "handed", to: "night", holder: "ME-AMINA1" })]);
  assert.deepEqual([request.state, request.card.to], ["handed", "night"]);
});

test("answers go to the first address only, and another one is pointed out", () => {
  const first = came("Help.");
  const other = came("Write to me here instead.", {}, { reply: "age1other", answers: { danger: "no" }, language: "en" });
  const request = one([other, first].reverse());
  assert.equal(request.reply, REPLY);
  assert.deepEqual(request.strangers, [other.id]);
  assert.deepEqual([request.danger, request.language], ["", "ru"]);
});

test("a message that the server plays back is told", () => {
  const first = came("Help.", {}, { nonce: "same" });
  const again = came("Help.", {}, { nonce: "same" });
  assert.deepEqual(one([first, again]).repeats, [again.id]);
});

test("what could not be opened is counted, not hidden", () => {
  const request = one([message({ problem: "damaged" })]);
  assert.deepEqual([request.unopened, request.reply, request.state], [1, "", "new"]);
  assert.ok(request.waiting);
});

test("the same words are hinted at and nothing is hidden", () => {
  const words = "They come to our street every evening and ask the neighbours who lives with whom";
  const three = [came(words), came(`${words}.`, { mailbox: "b2" }), came("Something else entirely, about a lost passport at the station.", { mailbox: "b3" })];
  const requests = folded(three);
  assert.equal(requests.length, 3);
  assert.deepEqual(requests.map((each) => each.duplicates), [["b2"], ["b1"], []]);
});

test("a card is read word by word", () => {
  assert.deepEqual(readCard({ danger: "<b>", needs: [1, "money"], language: "ru\" onload", state: "x", holder: 3, seen: -1 }), {
    danger: "", needs: ["money"], language: "", state: "", holder: "", to: "", seen: 0,
  });
  assert.equal(readCard(null).danger, "");
});

test("a note for a shift is one that is about no request, signed, the newest first", () => {
  const notes = [
    record("channel.handover", { mailbox: "", to: "night", text: "quiet" }, { id: "h1", at: "2026-11-22T19:00Z" }),
    record("channel.handover", { mailbox: "", to: "day", text: "busy" }, { id: "h2" }),
    record("channel.handover", { mailbox: "b1", to: "day", text: "his" }, { id: "h3" }),
    record("channel.handover", { mailbox: "", to: "day", text: "forged" }, { id: "h4", signed: false }),
  ];
  assert.deepEqual(shiftNotes(notes).map((note) => note.id), ["h2", "h1"]);
});
