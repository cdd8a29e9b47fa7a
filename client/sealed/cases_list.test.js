import assert from "node:assert/strict";
import { test } from "node:test";
import { set } from "./case_conflict.js";
import { proposeName } from "./case_names.js";
import { ALL, counts, fitting, inOrder, isFiltered } from "./cases_order.js";
import { messageBody, requestBody } from "./inbox_case.js";
import { fitting as fittingRequests, ALL as ALL_REQUESTS } from "./requests_list.js";
import { requestOf } from "./requests_state.js";

const TODAY = "2026-11-23";
let number = 0;
const view = (more = {}) => {
  const { alias = `c${(number += 1)}`, holder = "", state = "helping", tier = "medium", overlays = [], due = "", stage = "plan" } = more;
  return { shell: { id: alias, reference: "CA-7Q4MZK", state }, card: { alias, holder }, derived: { tier, overlays, stage, due: { on: due, what: due ? "task" : "" } } };
};
const names = (views) => views.map((one) => one.card.alias);
const IN_DANGER = [{ kind: "missing", since: "2026-11-20T10:00Z" }];

test("danger to a person comes first, then what is due by today, then what presses, then the day; closed ones below all", () => {
  const danger = view({ overlays: IN_DANGER, tier: "low" });
  const overdue = view({ due: "2026-11-20", tier: "low" });
  const today = view({ due: TODAY, tier: "high" });
  const critical = view({ tier: "critical" });
  const unseen = view({ tier: "" });
  const soon = view({ due: "2026-11-25" });
  const later = view({ due: "2026-12-25" });
  const closed = view({ state: "closed", stage: "closed", tier: "critical", due: "2026-11-01", overlays: IN_DANGER });
  const all = [closed, later, soon, unseen, critical, overdue, today, danger];
  assert.deepEqual(names(inOrder(all, TODAY)), names([danger, today, overdue, critical, unseen, soon, later, closed]));
});

test("filters narrow together, and closed cases are asked for", () => {
  const mine = view({ holder: "ME-1", tier: "high", due: TODAY });
  const theirs = view({ holder: "ME-2", tier: "high" });
  const nobodys = view({ tier: "", due: "2026-11-28" });
  const closed = view({ state: "closed", stage: "closed" });
  const all = [mine, theirs, nobodys, closed];
  const fit = (some) => names(fitting(all, { ...ALL, ...some }, { me: "ME-1", today: TODAY }));
  assert.deepEqual(fit({}), names([mine, theirs, nobodys]));
  assert.deepEqual(fit({ mine: true }), names([mine]));
  assert.deepEqual(fit({ holder: "nobody" }), names([nobodys]));
  assert.deepEqual(fit({ tier: "none" }), names([nobodys]));
  assert.deepEqual(fit({ due: "today" }), names([mine]));
  assert.deepEqual(fit({ due: "week" }), names([mine, nobodys]));
  assert.deepEqual(fit({ due: "nothing", tier: "high" }), names([theirs]));
  assert.deepEqual(fit({ state: "closed" }), names([closed]));
  assert.deepEqual(fit({ query: theirs.card.alias.toUpperCase() }), names([theirs]));
  assert.equal(isFiltered(ALL), false);
  assert.equal(isFiltered({ ...ALL, due: "week" }), true);
});

test("the head counts open cases only", () => {
  const some = [view({ overlays: IN_DANGER }), view({ due: TODAY, holder: "me" }), view({ state: "closed", stage: "closed", overlays: IN_DANGER, due: TODAY, holder: "me" })];
  assert.deepEqual(counts(some, { me: "me", today: TODAY }), { open: 2, danger: 1, due: 1, mine: 1 });
});

test("a proposed name is one that no case bears", () => {
  const first = proposeName([], 0);
  assert.notEqual(proposeName([first], 0), first);
  const all = Array.from({ length: 48 }, (_, at) => proposeName([], at / 48));
  assert.equal(new Set(all).size, 48);
  assert.equal(proposeName(all, 0), `${first} 2`);
  assert.equal(proposeName([...all, `${first} 2`], 0), `${first} 3`);
});

test("what a person chose of two versions is put where it belongs, in tables too", () => {
  const body = { aim: "a", steps: [{ id: "s1", what: "one" }, { id: "s2", what: "two" }] };
  set(body, "aim", "b");
  set(body, "steps.s2.what", "three");
  set(body, "steps.s1", undefined);
  set(body, "steps.s3", { id: "s3", what: "new" });
  assert.deepEqual(body, { aim: "b", steps: [{ id: "s2", what: "three" }, { id: "s3", what: "new" }] });
});

const CHANNEL = { id: "c1", vault: "v1", name: "Hotline" };
const message = (id, more = {}) => ({ id, mailbox: "box", direction: "in", sequence: 1, day: TODAY, sealed_by: "browser", files: [], payload: { text: id, reply: "age1x", nonce: id, at: "2026-11-23T09:00Z" }, ...more });
const card = (body) => ({ id: "box", type: "request.card", version: 2, signed: true, problem: "", author: "ME-1", at: "2026-11-23T10:00Z", body });

test("a request that became a case stays one without its copy, and waits for nobody", () => {
  const request = requestOf(CHANNEL, "box", [], [card({ state: "case", holder: "ME-1", seen: 1 })]);
  assert.equal(request.state, "case");
  assert.equal(request.waiting, null);
  assert.deepEqual(fittingRequests([request], ALL_REQUESTS, "ME-1"), []);
  assert.deepEqual(fittingRequests([request], { ...ALL_REQUESTS, state: "case" }, "ME-1"), [request]);
});

test("what is written later and can be read here is seen here; what is sealed to the case is not counted", () => {
  const marked = card({ state: "case", holder: "ME-1", seen: 1 });
  const readable = requestOf(CHANNEL, "box", [message("m2", { sequence: 2 })], [marked]);
  assert.equal(readable.state, "case");
  assert.ok(readable.waiting);
  assert.deepEqual(fittingRequests([readable], ALL_REQUESTS, "ME-1"), [readable]);
  const sealed = requestOf(CHANNEL, "box", [message("m2", { sequence: 2, payload: undefined, problem: "sealed-to-another" })], [marked]);
  assert.equal(sealed.waiting, null);
});

test("the case takes what the person said, with its files as they were copied, and nothing that came twice or from a stranger", () => {
  const first = message("m1", { payload: { text: "Help.", reply: "age1x", nonce: "n1", at: "2026-11-23T09:00Z", language: "ru", answers: { danger: "now", needs: ["place"] }, files: [{ id: "f1", sha256: "00" }, { id: "f2", sha256: "00" }] } });
  const again = message("m2", { sequence: 2, payload: first.payload });
  const stranger = message("m3", { sequence: 3, payload: { text: "Me too.", reply: "age1other", nonce: "n3" } });
  const request = requestOf(CHANNEL, "box", [first, again, stranger, message("m4", { sequence: 4, direction: "out", payload: undefined })], []);
  const copied = new Map([["f1", { file: "copy", epoch: 1, name: "letter" }], ["f2", null]]);
  const bodies = request.messages.map((one) => messageBody(request, one, copied));
  assert.deepEqual(bodies.slice(1), [null, null, null]);
  assert.deepEqual([bodies[0].text, bodies[0].said, bodies[0].files], ["Help.", "2026-11-23T09:00Z", [{ file: "copy", epoch: 1, name: "letter" }]]);
  assert.deepEqual(requestBody(request), { box: "box", channel: "c1", channel_vault: "v1", reply: "age1x", language: "ru", hours: "", danger: "now", needs: ["place"], came: "box" });
});
