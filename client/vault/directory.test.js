// C4 and C5: keys that the server put in another's place, and who stands behind whom.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base64, random, unbase64 } from "./bytes.js";
import { bundleStatement, judge, vouchStatement } from "./directory.js";
import { newSeed, publicKey, sign } from "./signing.js";
import { newUserBundle, publicBundle } from "./staff.js";

const [JONAS, AMINA, INES, TOMAS] = ["ME-JONAS2", "ME-AMINA2", "ME-INES22", "ME-TOMAS2"];

/** A member's bundle as the directory tells it, and the secrets behind it. */
async function member(reference, place) {
  const secrets = newUserBundle(reference, "2026-11-23");
  const posted = await publicBundle(secrets, place);
  const bundle = { ...posted, member: reference, signingKey: unbase64(posted.signing_key), previous: unbase64(posted.previous), signature: unbase64(posted.signature), vouched: null };
  return { secrets, bundle };
}

async function vouched(bundle, voucher, authority = "member", organisation = "OR-LANTERN") {
  const vouch = { voucher: voucher.bundle.member, organisation, authority };
  const signature = await sign(voucher.secrets.seed, await vouchStatement({ ...vouch, bundle: bundleStatement(bundle) }));
  return { ...bundle, vouched: { ...vouch, signature } };
}

const stateOf = (judged, reference) => judged.get(reference)?.state;

async function cast() {
  const [jonas, amina, ines, tomas] = await Promise.all([JONAS, AMINA, INES, TOMAS].map((one) => member(one)));
  const rootKey = jonas.bundle.signingKey;
  const people = [[jonas.bundle], [await vouched(amina.bundle, jonas, "steward")], [await vouched(ines.bundle, amina)], [tomas.bundle]];
  return { jonas, amina, ines, tomas, rootKey, people };
}

test("the root, whom it vouches for and whom its steward vouches for are trusted, and nobody else", async () => {
  const { people, rootKey } = await cast();
  const judged = await judge(people, { rootKey });
  assert.deepEqual([JONAS, AMINA, INES, TOMAS].map((one) => stateOf(judged, one)), ["trusted", "trusted", "trusted", "unvouched"]);
  assert.equal(judged.get(AMINA)?.fingerprint.length, 8);
});

test("a member whom the root vouches for is no steward, so whom they vouch for is not trusted", async () => {
  const { jonas, amina, ines, rootKey } = await cast();
  const people = [[jonas.bundle], [await vouched(amina.bundle, jonas, "member")], [await vouched(ines.bundle, amina)]];
  const judged = await judge(people, { rootKey });
  assert.deepEqual([stateOf(judged, AMINA), stateOf(judged, INES)], ["trusted", "unvouched"]);
});

test("a steward makes no stewards", async () => {
  const { jonas, amina, ines, tomas, rootKey } = await cast();
  const people = [[jonas.bundle], [await vouched(amina.bundle, jonas, "steward")], [await vouched(ines.bundle, amina, "steward")], [await vouched(tomas.bundle, ines)]];
  assert.equal(stateOf(await judge(people, { rootKey }), TOMAS), "unvouched");
});

test("C4: a steward of one organisation makes nobody trusted in another", async () => {
  const { jonas, amina, ines, rootKey } = await cast();
  for (const [there, state] of [["OR-LANTERN", "trusted"], ["OR-FARSHORE", "unvouched"]]) {
    const people = [[jonas.bundle], [await vouched(amina.bundle, jonas, "steward", there)], [await vouched(ines.bundle, amina)]];
    assert.equal(stateOf(await judge(people, { rootKey }), INES), state);
  }
});

test("C4: a recipient or signing key that the server put in place of a member's is bad, or nobody's", async () => {
  const { people, rootKey, ines } = await cast();
  const other = await member(INES);
  const swapped = [
    [{ ...people[2][0], recipient: other.bundle.recipient }, "bad"],
    [{ ...people[2][0], signingKey: other.bundle.signingKey }, "bad"],
    [{ ...people[2][0], created: "2026-11-24" }, "bad"],
    [{ ...other.bundle, vouched: people[2][0].vouched }, "unvouched"],
    [{ ...people[2][0], member: TOMAS }, "bad"],
    [{ ...ines.bundle, vouched: { ...people[2][0].vouched, voucher: JONAS } }, "unvouched"],
    [{ ...ines.bundle, vouched: { ...people[2][0].vouched, organisation: "OR-OTHERS" } }, "unvouched"],
    [{ ...ines.bundle, vouched: { ...people[2][0].vouched, authority: "steward" } }, "unvouched"],
  ];
  for (const [bundle, state] of swapped) {
    const judged = await judge([people[0], people[1], [bundle]], { rootKey });
    assert.equal(stateOf(judged, bundle.member), state);
  }
});

test("C4: a key that differs from the one this browser saw is changed, even if somebody vouches for it", async () => {
  const { amina, ines, people, rootKey } = await cast();
  const pins = { [INES]: [ines.bundle.recipient, base64(ines.bundle.signingKey)] };
  assert.equal(stateOf(await judge(people, { rootKey, pins }), INES), "trusted");
  const other = await member(INES, { sequence: 2, previous: random(32) });
  const judged = await judge([people[0], people[1], [...people[2], await vouched(other.bundle, amina)]], { rootKey, pins });
  assert.equal(stateOf(judged, INES), "changed");
  assert.equal(judged.get(INES)?.recipient, other.bundle.recipient);
});

test("another root trusts nobody here", async () => {
  const { people } = await cast();
  const judged = await judge(people, { rootKey: publicKey(newSeed()) });
  assert.deepEqual([...judged.values()].map(({ state }) => state), ["unvouched", "unvouched", "unvouched", "unvouched"]);
});

test("somebody who writes the root's key into their own bundle gains nothing", async () => {
  const { jonas, ines, rootKey } = await cast();
  const forged = { ...ines.bundle, signingKey: rootKey };
  assert.equal(stateOf(await judge([[jonas.bundle], [forged]], { rootKey }), INES), "bad");
});
