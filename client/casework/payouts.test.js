import assert from "node:assert/strict";
import { test } from "node:test";
import { keepItem } from "./acts.js";
import { newOpening, openCase } from "./opening.js";
import { NoSuchSum, askForMoney, followPayouts, newClaim, purposeOf, smallestUnits, sumWords, withdrawMoney } from "./payouts.js";
import { world } from "./world_for_tests.js";

const ASKED = { payee: "OR-B0AT01", purpose: "shelter", needBy: "2026-11-24" };
const offline = () => Object.assign(new Error("offline"), { code: "offline" });

/** A fund beside the server in memory: the same claim is the same payout, another sum by it is refused. */
function fundOf() {
  const fund = { payouts: new Map(), posted: [], breaks: "" };
  fund.take = (address, body) => {
    fund.posted.push([address, structuredClone(body)]);
    const when = fund.breaks;
    fund.breaks = "";
    if (when === "before") throw offline();
    const answer = handle(address.split("/")[3], body);
    if (when === "after") throw offline();
    return answer;
  };
  function handle(what, { claim, claims, ...wanted }) {
    if (what === "look") return { payouts: claims.flatMap((one) => (fund.payouts.has(one) ? [{ claim: one, ...fund.payouts.get(one) }] : [])) };
    const there = fund.payouts.get(claim);
    if (what === "withdraw") {
      if (there.state !== "asked") throw Object.assign(new Error("conflict"), { status: 409, code: "not-now" });
      there.state = "withdrawn";
      return { state: "withdrawn" };
    }
    if (there && JSON.stringify(there.wanted) !== JSON.stringify(wanted)) throw Object.assign(new Error("taken"), { status: 409, code: "taken" });
    fund.payouts.set(claim, there ?? { state: "asked", paid_on: "", wanted });
    return { state: fund.payouts.get(claim).state };
  }
  return fund;
}

/** @param {any} fund @param {any} hands */
function withFund(fund, hands) {
  const { post } = hands.context.api;
  hands.context.api.post = async (address, body) => (address.startsWith("/desk/payouts/") ? fund.take(address, body) : post(address, body));
  return hands;
}

async function planned(support = {}) {
  const server = world();
  const fund = fundOf();
  const malika = withFund(fund, server.desk("ME-MA11KA"));
  const opening = newOpening();
  await openCase(malika, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA01"], identity: ["ME-Z0YA01"], route: ["ME-Z0YA01"] } }, opening);
  const item = await keepItem(malika, opening.id, "support", { what: "money", amount: 12_500, currency: "EUR", state: "planned", ...support });
  return { server, fund, malika, id: opening.id, item, now: () => malika.store.items(opening.id, "support")[0] };
}

test("the money of a support is asked for by a number that stands in the case, and what is sent names nobody", async () => {
  const { malika, id, item, fund, now } = await planned();
  await askForMoney(malika, id, item, ASKED);
  const [[, sent]] = fund.posted;
  assert.match(sent.claim, /^[0-9a-f]{32}$/);
  assert.deepEqual({ ...sent, claim: "" }, { claim: "", payee: "OR-B0AT01", what: "shelter", amount: 12_500, currency: "EUR", need_by: "2026-11-24" });
  assert.deepEqual([now().body.state, now().body.payout, now().body.payee], ["asked", sent.claim, "OR-B0AT01"]);
});

for (const when of ["before", "after"]) {
  test(`a line that breaks ${when} the money was asked for asks for it once, whoever presses again`, async () => {
    const { server, malika, id, item, fund, now } = await planned();
    fund.breaks = when;
    await assert.rejects(askForMoney(malika, id, item, ASKED), /offline/);
    assert.equal(now().body.state, "planned");
    const zoya = withFund(fund, server.desk("ME-Z0YA01"));
    await zoya.store.refresh();
    await zoya.store.open(id);
    // Zoya's form says another day; what was asked for stands.
    await askForMoney(zoya, id, zoya.store.items(id, "support")[0], { ...ASKED, needBy: "2026-11-30" });
    assert.equal(fund.payouts.size, 1);
    await malika.store.open(id);
    assert.equal(now().body.state, "asked");
    assert.deepEqual([...fund.payouts.keys()], [now().body.payout]);
  });
}

test("wherever the line breaks in the case itself, pressing again makes no second payout", async () => {
  for (const at of [0, 1]) {
    for (const when of ["before", "after"]) {
      const { server, malika, id, item, fund, now } = await planned();
      const post = malika.context.api.post;
      let writes = 0;
      malika.context.api.post = async (address, body) => {
        if (address.endsWith("/records/") && (writes += 1) - 1 === at) server.failOnce(address, when);
        return post(address, body);
      };
      await assert.rejects(askForMoney(malika, id, item, ASKED), /offline/);
      await malika.store.open(id);
      await askForMoney(malika, id, now(), ASKED);
      assert.equal(fund.payouts.size, 1, `${at} ${when}`);
      assert.equal(now().body.state, "asked");
      assert.ok(fund.payouts.has(now().body.payout));
    }
  }
});

test("what becomes of the payout comes back into the case, and is written once", async () => {
  const { malika, id, item, fund, now } = await planned();
  await askForMoney(malika, id, item, ASKED);
  const payout = fund.payouts.get(now().body.payout);
  payout.state = "approved";
  await followPayouts(malika, id);
  assert.equal(now().body.state, "asked");
  Object.assign(payout, { state: "paid", paid_on: "2026-11-25" });
  await followPayouts(malika, id);
  assert.deepEqual([now().body.state, now().body.given_on], ["given", "2026-11-25"]);
  const { version } = now();
  await followPayouts(malika, id);
  assert.equal(now().version, version);
  payout.state = "returned";
  await followPayouts(malika, id);
  assert.equal(now().body.state, "returned");
});

test("what was returned is asked for again by another number", async () => {
  const { malika, id, item, fund, now } = await planned();
  await askForMoney(malika, id, item, ASKED);
  const first = now().body.payout;
  fund.payouts.get(first).state = "returned";
  await followPayouts(malika, id);
  await askForMoney(malika, id, now(), ASKED);
  assert.notEqual(now().body.payout, first);
  assert.deepEqual([now().body.state, fund.payouts.size], ["asked", 2]);
});

test("what was taken back is planned again; what went on meanwhile is not taken back", async () => {
  const { malika, id, item, fund, now } = await planned();
  await askForMoney(malika, id, item, ASKED);
  assert.equal(await withdrawMoney(malika, id, now()), "withdrawn");
  assert.deepEqual([now().body.state, now().body.payout], ["planned", ""]);
  await askForMoney(malika, id, now(), ASKED);
  Object.assign(fund.payouts.get(now().body.payout), { state: "paid", paid_on: "2026-11-25" });
  assert.equal(await withdrawMoney(malika, id, now()), "gone-on");
  assert.equal(now().body.state, "given");
});

test("a sum is sent in the smallest unit of its currency, or not at all", async () => {
  assert.deepEqual([smallestUnits(12_550, "EUR"), smallestUnits(12_500, "JPY"), smallestUnits(12_550, "KWD")], [12_550, 125, 125_500]);
  assert.throws(() => smallestUnits(12_550, "JPY"), NoSuchSum);
  const { malika, id, item, fund } = await planned({ amount: 12_550, currency: "JPY" });
  await assert.rejects(askForMoney(malika, id, item, ASKED), NoSuchSum);
  assert.equal(fund.posted.length, 0);
});

test("sums, purposes and numbers", () => {
  assert.deepEqual([sumWords(125_000, "EUR"), sumWords(500_000, "JPY"), sumWords(5, "SEK")], ["1,250.00 EUR", "5,000 JPY", "0.05 SEK"]);
  assert.deepEqual(["medical", "money", "phone"].map(purposeOf), ["medical", "other", "other"]);
  assert.notEqual(newClaim(), newClaim());
});
