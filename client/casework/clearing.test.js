import assert from "node:assert/strict";
import { test } from "node:test";
import { keepItem } from "./acts.js";
import { clearOut, KitOfOthers, leftElsewhere } from "./clearing.js";
import { newOpening, openCase } from "./opening.js";
import { world } from "./world_for_tests.js";

const ME = "ME-AMA1NA";
const ID = (/** @type {number} */ at) => `00000000-0000-4000-8000-0000000000${at}`;

/** A case with something left at every place, and what was asked of the server. @param {string[]} sharers @param {string} [breaks] */
async function stage(sharers, breaks = "") {
  const { context, store, clock } = world().desk(ME);
  const { post } = context.api;
  const asked = [];
  let broken = breaks;
  context.nameOf = (/** @type {string} */ member) => member;
  context.api.post = async (/** @type {string} */ address, /** @type {any} */ body) => {
    if (!/\/(?:check-ins|strongboxes|referrals|payouts)\//.test(address)) return post(address, body);
    if (broken && address.includes(broken)) throw Object.assign(new Error("offline"), { code: (broken = "") || "offline" });
    asked.push(address.replace(/.*\/desk\//, ""));
    return { state: address.includes("payouts") ? "withdrawn" : "revoked" };
  };
  const hands = { context, store, clock };
  const { shell } = await openCase(hands, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] } }, newOpening());
  const keep = (/** @type {string} */ kind, /** @type {any} */ body) => keepItem(hands, shell.id, kind, body);
  await keep("check-in", { check_in: ID(11), mode: "travel", due: "2026-11-24T10:00Z" });
  await keep("kit", { strongbox: ID(12), holders: sharers });
  await keep("referral", { referral: ID(13), to: "OR-HARB0R", state: "offered" });
  await keep("referral", { referral: ID(14), to: "OR-HARB0R", state: "accepted" });
  await keep("support", { what: "food", amount: 100, currency: "EUR", state: "asked", payout: "0".repeat(32) });
  return { hands, id: shell.id, asked };
}

test("what a case left elsewhere is put away before it ends, and what others took over stays", async () => {
  const { hands, id, asked } = await stage([ME, "ME-Z0YA00"]);
  await clearOut(hands, id);

  assert.deepEqual(asked, [
    `watch/check-ins/${ID(11)}/end/`, `vault/strongboxes/${ID(12)}/destroy/`, `cases/referrals/${ID(13)}/revoke/`, "payouts/withdraw/",
  ]);
  assert.deepEqual(leftElsewhere(hands, id), { timers: [], kits: [], referrals: [], payouts: [], cards: [] });
});

test("where the line breaks, the next press goes on where it stopped", async () => {
  const { hands, id, asked } = await stage([ME, "ME-Z0YA00"], "referrals");
  await assert.rejects(clearOut(hands, id));
  await clearOut(hands, id);

  assert.equal(asked.length, new Set(asked).size);
  assert.equal(asked.length, 4);
});

test("a kit that others share stops it before anything was done, and says whom to ask", async () => {
  const { hands, id, asked } = await stage(["ME-Z0YA00", "ME-1EV000"]);
  await assert.rejects(clearOut(hands, id), (problem) => problem instanceof KitOfOthers && /ME-Z0YA00, ME-1EV000/.test(problem.sentence));
  assert.deepEqual(asked, []);
});
