import assert from "node:assert/strict";
import { test } from "node:test";
import { mayShare, withdraw } from "./consents.js";
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
  const [open, taken] = [item("card-out"), item("card-out", { said: "taken" })];
  assert.deepEqual(withdraw(by("round"), [open, taken]), [{ act: "take-back-card", id: open.id }]);
  const [asked, paid] = [item("support", { state: "asked", payee: "OR-B0AT01" }), item("support", { state: "given", payee: "OR-B0AT01" })];
  assert.deepEqual(withdraw(by("payout-by-partner"), [asked, paid]), [{ act: "stop-payout", id: asked.id }]);
  const told = by("testimony");
  const testimony = item("testimony", { consent: told.id });
  const [slip, other] = [item("slip", { of: [testimony.id], state: "accepted" }), item("slip", { of: [uuid(1)], state: "accepted" })];
  assert.deepEqual(withdraw(told, [testimony, slip, other]), [{ act: "withdraw-slip", id: slip.id }]);
  const kit = by("kit");
  const made = item("kit", { consent: kit.id });
  assert.deepEqual(withdraw(kit, [made]), [{ act: "destroy-kit", id: made.id }]);
  const spoken = by("advocacy-line");
  const line = item("line", { consent: spoken.id });
  assert.deepEqual(withdraw(spoken, [line]), [{ act: "withdraw-line", id: line.id }]);
  assert.deepEqual(withdraw(by("emergency"), [line, made]), []);
});
