import assert from "node:assert/strict";
import { test } from "node:test";
import { mayShare, restingOn, takenBack, withdraw } from "./consents.js";
import { item, uuid } from "./made_for_tests.js";

const ON = "2026-11-23";
const consent = (more = {}, around = {}) => item("consent", { purpose: "share-with-partner", recipient: "Boat", given: "yes", on: "2026-11-01", ...more }, around);

const table = [
  ["nobody-asked", []],
  ["", [consent()]],
  ["", [consent({ recipient: " bOAT " })]],
  ["nobody-asked", [consent({ recipient: "Harbour" })]],
  ["nobody-asked", [consent({ recipient: "" })]],
  ["nobody-asked", [consent({ purpose: "testimony" })]],
  ["refused", [consent({ given: "no" })]],
  ["asked", [consent({ given: "asked" })]],
  ["asked", [consent({ given: "" })]],
  ["withdrawn", [consent({ withdrawn_on: "2026-11-20" })]],
  ["withdrawn", [consent({ withdrawn_on: ON })]],
  ["ended", [consent({ until: "2026-11-22" })]],
  ["", [consent({ until: ON })]],
  ["refused", [consent(), consent({ given: "no", on: "2026-11-02" })]],
  ["", [consent({ given: "no" }), consent({ on: "2026-11-02" })]],
  ["", [consent(), consent({ given: "no", on: "2026-11-24" })]],
  ["nobody-asked", [consent({}, { signed: false })]],
];
table.forEach(([why, consents], at) => {
  test(`may it be shared, line ${at + 1}: ${why || "yes"}`, () => {
    for (const some of [consents, [...consents].reverse()]) {
      const said = mayShare(some, { purpose: "share-with-partner", recipient: "Boat", on: ON });
      assert.deepEqual([said.may, said.why], [why === "", why]);
    }
  });
});

test("a purpose without a recipient asks for consent without one", () => {
  assert.equal(mayShare([item("consent", { purpose: "round", given: "yes" })], { purpose: "round", on: ON }).may, true);
});

test("taken back, everything that was done with it follows at once", () => {
  const given = consent();
  const items = [
    item("referral", { consent: given.id, state: "offered" }),
    item("referral", { consent: given.id, state: "revoked" }),
    item("referral", { consent: uuid(999), state: "offered" }),
  ];
  assert.deepEqual(withdraw(given, items), [{ act: "revoke-referral", id: items[0].id }]);
});

test("every purpose says what it takes back", () => {
  const by = (purpose) => item("consent", { purpose, given: "yes" });
  assert.deepEqual(withdraw(by("known-elsewhere"), []), [{ act: "delete-tokens", id: "" }]);
  const [open, taken, none] = [item("card-out"), item("card-out", { said: "taken" }), item("card-out", { answer: "none" })];
  assert.deepEqual(withdraw(by("round"), [open, taken, none]), [{ act: "take-back-card", id: open.id }]);
  const [asked, paid] = [item("support", { state: "asked", payee: "OR-B0AT01" }), item("support", { state: "given", payee: "OR-B0AT01" })];
  assert.deepEqual(withdraw(by("payout-by-partner"), [asked, paid]), [{ act: "stop-payout", id: asked.id }]);
  const told = by("testimony");
  const testimony = item("testimony", { consent: told.id });
  const [slip, other] = [item("slip", { of: [testimony.id], state: "accepted" }), item("slip", { of: [uuid(1)], state: "accepted" })];
  assert.deepEqual(withdraw(told, [testimony, slip, other]), [{ act: "withdraw-slip", id: slip.id }]);
  const kit = by("kit");
  const made = item("kit", { consent: kit.id, strongbox: uuid(7) });
  assert.deepEqual(withdraw(kit, [made, item("kit", { consent: kit.id })]), [{ act: "destroy-kit", id: made.id }]);
  const spoken = by("advocacy-line");
  const line = item("line", { consent: spoken.id });
  assert.deepEqual(withdraw(spoken, [line]), [{ act: "withdraw-line", id: line.id }]);
  assert.deepEqual(withdraw(by("emergency"), [line, made]), []);
});

test("a yes is taken back by a withdrawal and by a newer no, and by nothing else", () => {
  const yes = consent();
  const back = (...more) => takenBack([yes, ...more], ON).map((one) => [one.consent.id, one.on]);
  assert.deepEqual(back(), []);
  assert.deepEqual(back(consent({ given: "no", on: "2026-11-02" })), [[yes.id, "2026-11-02"]]);
  assert.deepEqual(back(consent({ given: "no", on: "", }, { at: "2026-11-05T10:00Z" })), [[yes.id, "2026-11-05"]]);
  for (const other of [{ given: "no", on: "2026-10-01" }, { given: "no", on: "2026-11-24" }, { given: "no", recipient: "Harbour", on: "2026-11-02" }, { given: "asked", on: "2026-11-02" }, { on: "2026-11-02" }]) assert.deepEqual(back(consent(other)), []);
  assert.deepEqual(takenBack([consent({ withdrawn_on: "2026-11-20" })], ON).map((one) => one.on), ["2026-11-20"]);
});

test("words rest on the newest word of the person and on no other", () => {
  const word = (more) => item("consent", { purpose: "advocacy-line", given: "yes", on: "2026-11-01", ...more });
  const [yes, no, asked, ended, later] = [word({}), word({ given: "no", on: "2026-11-02" }), word({ given: "asked" }), word({ until: "2026-11-10" }), word({ on: "2026-11-03" })];
  const stands = (items, one) => restingOn(items, { purpose: "advocacy-line", consent: one?.id ?? "", on: ON });
  assert.equal(stands([yes], yes), "holds");
  assert.deepEqual([[yes, no], [no], [asked], [ended]].map((items) => stands(items, items[0])), ["barred", "barred", "barred", "barred"]);
  assert.equal(stands([yes, no, later], yes), "anew");
  assert.equal(stands([yes, no, later], later), "holds");
  assert.deepEqual([stands([yes]), stands([]), stands([asked]), stands([no])], ["none", "none", "none", "barred"]);
});
