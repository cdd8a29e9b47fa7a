import assert from "node:assert/strict";
import test from "node:test";
import { Problem } from "./api.js";
import { base32, grouped, keyAddress } from "./factor.js";
import { readFragment } from "./join.js";
import { saveKeyring } from "./opening.js";
import { safeNext } from "./door.js";
import { create, due, epochOfCard, renew, rotate, rotateAll, stale, stewardsOf } from "./vault_acts.js";

const ME = { member: "ME-AMINA", root_key: "ROOT" };
const cardOf = (epoch) => btoa(JSON.stringify({ epoch, slug: "north" }));
const vaultOf = (id, more = {}) => ({
  id,
  kind: "case",
  epoch: 1,
  needs_rotation: false,
  opened: true,
  holders: [{ member: "ME-AMINA" }, { member: "ME-TOMAS" }],
  ...more,
});

/** Hands that write down what they did. */
function hands({ refuse = () => null, vaults = [], permissions = [], channels = [] } = {}) {
  const did = [];
  return {
    did,
    me: ME,
    vaults,
    may: (permission) => permissions.includes(permission),
    api: {
      async get() {
        return { channels };
      },
      async post(address, body) {
        did.push([address, body]);
        const problem = refuse(address);
        if (problem) throw problem;
        return {};
      },
    },
    keeper: {
      rotate: async (wanted) => ({ number: 2, asked: wanted }),
      createVault: async (wanted) => ({ id: "new-vault", asked: wanted }),
      signCard: async (wanted) => ({ card: "card", signature: "signature", asked: wanted }),
    },
    refresh: async () => did.push(["refresh"]),
  };
}

test("a new key goes to those who stay and those who come, never to who goes", async () => {
  const one = hands();
  await rotate(one, vaultOf("a"), { without: ["ME-TOMAS"], joining: ["ME-JONAS"] });
  assert.deepEqual(one.did[0][1].asked, { vault: "a", without: ["ME-TOMAS"], holders: ["ME-JONAS"] });
});

test("all that are due get a new key; one that fails stops none of the others", async () => {
  const vaults = [
    vaultOf("a", { needs_rotation: true }),
    vaultOf("b", { needs_rotation: true }),
    vaultOf("c"),
    vaultOf("d", { needs_rotation: true, opened: false }),
  ];
  const one = hands({ vaults, refuse: (address) => (address.includes("/a/") ? new Problem("overtaken", "Somebody was faster.") : null) });
  const steps = [];
  const { rotated, failed } = await rotateAll(one, (done, total) => steps.push([done, total]));
  assert.deepEqual(
    [rotated, failed.map((each) => each.vault.id), steps],
    [
      1,
      ["a"],
      [
        [0, 2],
        [1, 2],
      ],
    ],
  );
  assert.deepEqual(
    due(vaults).map((each) => each.id),
    ["a", "b"],
  );
});

test("whoever is signed out meanwhile stops at once", async () => {
  const one = hands({
    vaults: [vaultOf("a", { needs_rotation: true }), vaultOf("b", { needs_rotation: true })],
    refuse: () => new Problem("signed-out", "Sign in.", { status: 401 }),
  });
  await assert.rejects(
    rotateAll(one, () => {}),
    (problem) => problem.code === "signed-out",
  );
  assert.equal(one.did.length, 1);
});

test("a channel's card is out of date as soon as its vault has a newer key", () => {
  const channels = [
    { id: "1", vault: "a", card: cardOf(1) },
    { id: "2", vault: "b", card: cardOf(2) },
    { id: "3", vault: "c", card: "not base64 at all" },
  ];
  const vaults = [vaultOf("a", { epoch: 2 }), vaultOf("b", { epoch: 2 }), vaultOf("c")];
  assert.deepEqual(
    stale(channels, vaults).map((one) => one.id),
    ["1", "3"],
  );
  assert.equal(epochOfCard(channels[2]), 0);
});

test("a steward's removal signs the channel's card; another holder's leaves that to a steward, by name", async () => {
  const vault = vaultOf("a", { kind: "channel" });
  const channels = [{ id: "1", vault: "a", slug: "north", card: cardOf(1) }];
  const after = [vaultOf("a", { epoch: 2 })];
  const steward = hands({ vaults: after, channels, permissions: ["intake.channel.keep"] });
  await renew(steward, vault, { without: ["ME-TOMAS"] });
  assert.deepEqual(
    steward.did.map(([address]) => address),
    ["/desk/vault/vaults/a/epochs/", "refresh", "/desk/requests/channels/1/card/"],
  );
  const holder = hands({ vaults: after, channels });
  await renew(holder, vault);
  assert.deepEqual(
    holder.did.map(([address]) => address),
    ["/desk/vault/vaults/a/epochs/", "refresh"],
  );
  const people = [
    { member: "ME-TOMAS", name: "Tomas", active: true, state: "trusted", bundles: [{ signing_key: "ROOT" }] },
    { member: "ME-JONAS", name: "Jonas", active: true, state: "trusted", bundles: [{ signing_key: "x", vouched: { authority: "steward" } }] },
    { member: "ME-AMINA", name: "Amina", active: true, state: "trusted", bundles: [{ signing_key: "y", vouched: { authority: "member" } }] },
  ];
  assert.deepEqual(stewardsOf({ people, me: ME }, vault), ["Tomas"]);
});

test("a channel whose vault was made before the line broke is finished with the same vault", async () => {
  let broken = true;
  const one = hands({ refuse: (address) => (broken && address.endsWith("/channels/") ? new Problem("offline", "No answer.") : null) });
  const made = {};
  const wanted = { kind: "channel", holders: ["ME-TOMAS"], channel: { slug: "north", texts: [] } };
  await assert.rejects(create(one, wanted, made));
  broken = false;
  await create(one, wanted, made);
  assert.deepEqual(
    one.did.map(([address]) => address),
    ["/desk/vault/vaults/", "/desk/requests/channels/", "/desk/requests/channels/", "refresh"],
  );
  assert.equal(one.did[1][1].id, one.did[2][1].id);
});

test("the keyring is kept once more when another device was faster, and not for ever", async () => {
  let refusals = 1;
  const sealed = [];
  const keeper = {
    sealKeyring: async () => ({ version: sealed.push(1), blob: "" }),
    keyringSaved: async ({ version }) => sealed.push(`saved ${version}`),
    loadKeyring: async () => sealed.push("joined"),
  };
  const api = {
    get: async () => ({ keyring: { version: 4, blob: "" }, root_key: "" }),
    async post() {
      refusals -= 1;
      if (refusals >= 0) throw new Problem("overtaken", "Faster.", { status: 409 });
    },
  };
  await saveKeyring({ api, keeper });
  assert.deepEqual(sealed, [1, "joined", 1, "saved 3"]);
  refusals = 9;
  await assert.rejects(saveKeyring({ api, keeper }), (problem) => problem.code === "overtaken");
});

test("one-time codes: the secret as apps read it", () => {
  assert.equal(base32(new TextEncoder().encode("foobar")), "MZXW6YTBOI");
  assert.equal(base32(new TextEncoder().encode("12345678901234567890")), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  assert.equal(grouped("GEZDGNBVGY3T"), "GEZD GNBV GY3T");
  assert.equal(keyAddress("ABC", "na dia"), "otpauth://totp/Safeconduct:na%20dia?secret=ABC&issuer=Safeconduct");
});

test("what stands after the # of an invitation", () => {
  assert.deepEqual(readFragment("#token"), { token: "token", root: "" });
  assert.deepEqual(readFragment("#token.-_8"), { token: "token", root: "+/8=" });
  assert.deepEqual(readFragment(""), { token: "", root: "" });
});

test("after signing in one is sent to the desk and to no other site", () => {
  assert.equal(safeNext("/desk/sealed/"), "/desk/sealed/");
  for (const next of [
    "https://elsewhere.example/",
    "//elsewhere.example/desk/",
    "/desk//elsewhere.example",
    "/\\elsewhere",
    "/desk/\\x",
    "javascript:alert(1)",
    null,
    7,
  ])
    assert.equal(safeNext(next), "/desk/");
});
