import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL, counts, fitting, inOrder, isFiltered, shiftsOf } from "./requests_list.js";
import { alike, beginning, contains, fold } from "./requests_text.js";
import { momentWords, shiftNow, waitingWords } from "./requests_time.js";
import { answerWords, languageWords } from "./requests_words.js";

let number = 0;
const request = (more = {}) => ({
  id: `b${(number += 1)}`, channel: { id: "c1", vault: "v1", name: "Hotline" }, state: "new", danger: "", needs: [], language: "ru", hours: "",
  waiting: { at: "2026-11-23T04:00Z", isDay: false }, unopened: 0, folded: "", card: { holder: "", to: "" }, ...more,
});
const ids = (requests) => requests.map((one) => one.id);

test("danger comes first, then whoever has waited longest", () => {
  const late = request({ danger: "now", waiting: { at: "2026-11-23T05:00Z", isDay: false } });
  const early = request({ danger: "now", waiting: { at: "2026-11-22T05:00Z", isDay: false } });
  const none = request({ danger: "none", waiting: { at: "2026-11-01T05:00Z", isDay: false } });
  const unknown = request({ danger: "" });
  const soon = request({ danger: "soon" });
  assert.deepEqual(ids(inOrder([none, unknown, late, soon, early])), ids([early, late, soon, unknown, none]));
});

test("whoever waits for us stands above those who wait for nobody, closed ones below all", () => {
  const answered = request({ danger: "now", state: "answered", waiting: null });
  const closed = request({ danger: "now", state: "closed", waiting: null });
  const waiting = request({ danger: "none" });
  assert.deepEqual(ids(inOrder([closed, answered, waiting])), ids([waiting, answered, closed]));
});

test("filters narrow together, and closed requests are asked for", () => {
  const mine = request({ danger: "now", needs: ["money"], state: "taken", card: { holder: "me", to: "" } });
  const theirs = request({ danger: "now", needs: ["money"], state: "taken", card: { holder: "other", to: "" } });
  const closed = request({ state: "closed", card: { holder: "me", to: "" } });
  const all = [mine, theirs, closed];
  assert.deepEqual(ids(fitting(all, ALL, "me")), ids([mine, theirs]));
  assert.deepEqual(ids(fitting(all, { ...ALL, mine: true, danger: "now", need: "money" }, "me")), ids([mine]));
  assert.deepEqual(ids(fitting(all, { ...ALL, state: "closed" }, "me")), ids([closed]));
  assert.deepEqual(fitting(all, { ...ALL, danger: "unknown" }, "me"), []);
  assert.equal(isFiltered(ALL), false);
  assert.equal(isFiltered({ ...ALL, query: "x" }), true);
});

test("what was handed to me is mine until I hand it on", () => {
  const handed = request({ state: "handed", card: { holder: "other", to: "me" } });
  const away = request({ state: "handed", card: { holder: "me", to: "night" } });
  assert.deepEqual(ids(fitting([handed, away], { ...ALL, mine: true }, "me")), ids([handed]));
  assert.deepEqual(counts([handed, away], "me"), { waiting: 2, danger: 0, mine: 1, unopened: 0 });
});

test("a request belongs to the shift in which the person can read, or to which it was handed", () => {
  assert.deepEqual(shiftsOf(request({ hours: "после 22, вечером" })), ["night"]);
  assert.deepEqual(shiftsOf(request({ hours: "Le matin, avant midi" })), ["day"]);
  assert.deepEqual(shiftsOf(request()), ["day", "night"]);
  assert.deepEqual(shiftsOf(request({ hours: "morning", state: "handed", card: { holder: "", to: "night" } })), ["night"]);
});

test("looking through words forgives marks, capitals and stresses, in every script", () => {
  assert.equal(fold("Ёлка, Йод — КАФЕ́ Žluťoučký Łódź"), "елка иод кафе zlutoucky lodz");
  assert.ok(contains(fold("Мой брат пропал в Грозном"), fold("грозн БРАТ")));
  assert.ok(contains(fold("أَحْتَاجُ إلى طَبِيب"), fold("طبيب")));
  assert.ok(!contains(fold("My brother is gone"), fold("other")));
});

test("short texts are not alike by chance, long ones by their words", () => {
  const long = "one two three four five six seven eight nine ten";
  assert.equal(alike([{ id: "a", folded: "help me" }, { id: "b", folded: "help me" }]).size, 0);
  assert.deepEqual([...alike([{ id: "a", folded: long }, { id: "b", folded: `${long} eleven` }])], [["a", ["b"]], ["b", ["a"]]]);
});

test("a flood of one text stays quick and hints at some of the others", () => {
  const flood = Array.from({ length: 3000 }, (_, at) => ({ id: `${at}`, folded: "the same ten words again and again from a robot net" }));
  const found = alike(flood);
  assert.ok((found.get("5") ?? []).length > 0 && (found.get("5") ?? []).length <= 5);
});

test("a beginning is cut between letters", () => {
  assert.equal(beginning("a\n\n b"), "a b");
  assert.equal(beginning("🙂🙂🙂🙂", 2), "🙂🙂 …");
});

test("waiting is said as people say it", () => {
  const now = new Date("2026-11-23T05:00Z");
  const since = (at, isDay = false) => waitingWords({ at, isDay }, now);
  assert.deepEqual(
    [since("2026-11-23T04:55Z"), since("2026-11-23T01:50Z"), since("2026-11-23T03:00Z"), since("2026-11-22T02:00Z"), since("2026-11-18T02:00Z"), since("2026-11-21T00:00Z", true), since("2026-11-23T06:00Z")],
    ["5 min", "3 h 10 min", "2 h", "1 day 3 h", "5 days", "since 21 Nov", "0 min"],
  );
  assert.equal(waitingWords(null, now), "");
  assert.equal(momentWords("2026-11-23T04:55Z", "UTC"), "23 Nov, 04:55");
  assert.equal(momentWords("<b>"), "<b>");
  assert.equal(shiftNow(new Date(2026, 10, 23, 3)), "night");
  assert.equal(shiftNow(new Date(2026, 10, 23, 12)), "day");
});

test("answers of the form are said in words, and unknown ones as they came", () => {
  assert.deepEqual(answerWords("danger", "now"), ["Danger", "In danger now"]);
  assert.deepEqual(answerWords("needs", ["place", "<script>"]), ["Needs", "A safe place, <script>"]);
  assert.deepEqual(answerWords("__proto__", { a: 1 }), ["__proto__", '{"a":1}']);
  assert.deepEqual(answerWords("needs", ["constructor"]), ["Needs", "constructor"]);
  assert.equal(languageWords("ru"), "Russian");
  assert.equal(languageWords("not a code"), "not a code");
});
