import assert from "node:assert/strict";
import { test } from "node:test";
import { beginCheckIn, caseOf, firstDue, HalfBegun, minutesWords, MODES, move, newBeginning, problemsOf, proposeWords, timeProblems } from "./checkins.js";

const NOW = new Date("2026-11-23T12:02Z");
const WANTED = {
  team: "t", mode: "travel", every: 90, grace: 15, due: "2026-11-23T13:35Z", zone: "Europe/Moscow", word: "green kettle", duress: "white boat", ends_on: "2026-11-26",
};

test("each mode begins with times that the server takes, in steps of five minutes", () => {
  for (const [mode, { every, grace }] of Object.entries(MODES)) {
    assert.deepEqual(problemsOf({ ...WANTED, mode, every, grace, due: firstDue(mode, NOW), ends_on: "2027-12-28" }, NOW), {});
    assert.match(firstDue(mode, NOW), /:[0-5][05]Z$/);
  }
});

test("what nobody could wait for is told field by field", () => {
  const spoilt = { ...WANTED, team: "", due: "2026-11-23T11:00Z", every: 5, grace: -1, word: "a", duress: "Green, KETTLE" };
  assert.deepEqual(Object.keys(problemsOf(spoilt, NOW)).sort(), ["due", "every", "grace", "team", "word"]);
  assert.deepEqual(Object.keys(problemsOf({ ...WANTED, duress: "Green  kettle!" }, NOW)), ["duress"]);
  assert.deepEqual(Object.keys(problemsOf({ ...WANTED, ends_on: "2026-11-22" }, NOW)), ["ends_on"]);
  assert.deepEqual(problemsOf({ ...WANTED, ends_on: "2027-12-29" }, NOW), { ends_on: "At most 400 days from today." });
});

test("proposed words differ and are two words each", () => {
  for (let at = 0; at < 200; at += 1) {
    const { word, duress } = proposeWords("ru");
    assert.notEqual(word, duress);
    assert.equal(word.split(" ").length, 2);
  }
});

test("a timer whose item was not written is begun once, with the same link", async () => {
  /** @type {any[]} */
  const posted = [];
  const api = { post: async (/** @type {string} */ address, /** @type {any} */ body) => (posted.push([address, body]), { reference: "CI-7Q4MZK", due_at: body.due_at }) };
  const hands = /** @type {any} */ ({ context: { api }, store: { case: () => undefined } });
  const beginning = newBeginning();
  for (let tries = 0; tries < 2; tries += 1) {
    await assert.rejects(beginCheckIn(hands, "case", WANTED, beginning, { address: "https://ask.example/", language: "ru" }), HalfBegun);
  }
  assert.equal(posted.length, 1);
  const [address, body] = posted[0];
  assert.equal(address, "/desk/watch/check-ins/");
  assert.deepEqual(Object.keys(body).sort(), ["due_at", "duress", "ends_on", "every", "grace", "id", "team", "token_hash", "word"]);
  assert.ok(!JSON.stringify(body).includes("kettle") && !JSON.stringify(body).includes(String(beginning.token)));
});

test("minutes are said as people say them", () => {
  assert.deepEqual([15, 90, 1440, 43200, 0, 100, 60].map(minutesWords), ["15 min", "1 h 30 min", "1 day", "30 days", "0 min", "1 h 40 min", "1 h"]);
});

test("an alarm whose case was not found is none of mine only where every case of mine could be opened", async () => {
  const one = (id, opened = false) => ({ shell: { id }, opened, card: { tier: "" } });
  const store = (broken, problems = []) => /** @type {any} */ ({
    problems,
    cases: () => [one("a"), one("b"), one("c", true)],
    open: async (/** @type {string} */ id) => { if (broken.includes(id)) throw new Error("offline"); },
    items: (/** @type {string} */ id) => (broken.includes(id) ? [] : [{ body: { check_in: `timer of ${id}` } }]),
  });
  assert.deepEqual(await caseOf(store([]), "timer of b"), { id: "b", unread: 0 });
  assert.deepEqual(await caseOf(store([]), "timer of nobody"), { id: "", unread: 0 });
  assert.deepEqual(await caseOf(store(["b"]), "timer of b"), { id: "", unread: 1 });
  assert.deepEqual(await caseOf(store(["a"]), "timer of b"), { id: "b", unread: 1 });
  assert.deepEqual(await caseOf(store([], ["d"]), "timer of d"), { id: "", unread: 1 });
});

test("another time has a sentence for each field that nobody could wait for, and its last day can be moved along", async () => {
  const times = { due: "2026-11-30T13:35Z", every: 90, grace: 15, ends_on: "2026-12-01" };
  assert.deepEqual(timeProblems(times, NOW), {});
  assert.deepEqual(timeProblems({ ...times, ends_on: "2026-11-26" }, NOW), { ends_on: "The last day lies before the next sign of life." });
  assert.deepEqual(Object.keys(timeProblems({ ...times, due: "2026-11-22T00:00Z", every: 1, grace: 99999 }, NOW)), ["due", "every", "grace"]);
  const posted = [];
  const api = { post: async (/** @type {string} */ address, /** @type {any} */ body) => (posted.push([address, body]), Promise.reject(new Error("enough"))) };
  await assert.rejects(move(/** @type {any} */ ({ context: { api } }), "case", /** @type {any} */ ({ body: { check_in: "t" } }), times), /enough/);
  assert.deepEqual(posted, [["/desk/watch/check-ins/t/move/", { due_at: times.due, every: 90, grace: 15, ends_on: "2026-12-01" }]]);
});
