import assert from "node:assert/strict";
import test from "node:test";
import { Problem } from "./api.js";
import { compareAnew, giveBack, keyOf, mailUpdate, makeVault, NoKey } from "./petitions_acts.js";
import { layDown, makePackage } from "./petitions_handover.js";

const CAMPAIGN = { reference: "PE-AAAAAA", crisis: "north", title: "A visa", vault: "vault", key_record: "record", key: "absent", provisional: 3, has_ended: false };
const KEY = "c2VjcmV0";
const at = (number) => number.toString(16).padStart(32, "0");
const quiet = { say: () => {}, wait: async () => {} };

/** Hands that write down what they did; `pieces` are what the server gives, one piece after another. */
function hands({ record = {}, refuse = () => null, pieces = [], posted = {} } = {}) {
  const did = [];
  const given = [...pieces];
  const asked = (address, body) => {
    did.push([address, body]);
    const problem = refuse(address, did);
    if (problem) throw problem;
  };
  return {
    did,
    refresh: async () => did.push(["refresh"]),
    api: {
      async get(address) {
        asked(address);
        return address.includes("/records/") ? { records: [{ id: "record", blob: "sealed" }] } : (given.shift() ?? { signatures: [], rules: {} });
      },
      async getStream(address) {
        asked(address);
        return new Response(given.shift() ?? new Uint8Array(0), { headers: { Walked: `walked ${did.length}` } });
      },
      async post(address, body) {
        asked(address, body);
        return posted[address.split("/").at(-2)]?.(body) ?? {};
      },
      async postBytes(address, bytes) {
        asked(address, bytes);
        return {};
      },
    },
    keeper: {
      createVault: async ({ kind, holders }) => ({ id: "vault", kind, holders }),
      sealRecord: async ({ body }) => JSON.stringify(body),
      openRecords: async () => [{ problem: "", signed: true, body: { campaign: "PE-AAAAAA", key: KEY }, ...record }],
      tagSignatures: async ({ key, signatures }) => signatures.filter((one) => one.blob !== "?").map(({ id }) => ({ id, tag: key })),
      addressesOf: async ({ consents, signatures }) => signatures.filter((one) => consents.includes(one.blob)).map(({ id }) => ({ id, mail: "ada@signers.example" })),
      beginPackage: async () => ({ passphrase: "six words" }),
      addToPackage: async ({ signatures }) => ({ bytes: signatures, last: at(signatures[0]), confirmed: signatures[0] }),
      endPackage: async () => ({ bytes: Uint8Array.of(9), said: { chain: "c", manifest: "m", confirmed: 2, named: 1, unreadable: 0 }, printed: { has_pdf: true, elsewhere: 0 } }),
    },
  };
}

test("a vault is made once, however often the rest has to be tried again", async () => {
  let failures = 1;
  const one = hands({ refuse: (address) => (address.endsWith("/key/") && failures-- > 0 ? new Problem("offline", "No answer.") : null) });
  const made = {};

  await assert.rejects(makeVault(one, CAMPAIGN, ["ME-JONAS"], made), Problem);
  await makeVault(one, CAMPAIGN, ["ME-JONAS"], made);

  const posts = one.did.map(([address]) => address);
  assert.equal(posts.filter((address) => address === "/desk/vault/vaults/").length, 1);
  assert.equal(posts.filter((address) => address === "/desk/vault/vaults/vault/records/").length, 1);
  const keys = one.did.filter(([address]) => address.endsWith("/key/")).map(([, body]) => body.key);
  assert.deepEqual(keys, [made.key, made.key]);
  assert.equal(JSON.parse(one.did.find(([address]) => address.endsWith("/records/"))[1].blob).key, made.key);
});

test("a key that nobody we trust has signed, or of another campaign, is not given to the server", async () => {
  for (const record of [{ signed: false }, { problem: "NotSealed" }, { body: { campaign: "PE-BBBBBB", key: KEY } }]) {
    const one = hands({ record });
    await assert.rejects(giveBack(one, CAMPAIGN), NoKey);
    assert.equal(one.did.filter(([address]) => address.endsWith("/key/")).length, 0);
  }
  await assert.rejects(keyOf(hands(), { ...CAMPAIGN, key_record: null }), NoKey);
});

test("signatures are compared piece by piece; what does not open stays as it is", async () => {
  const pieces = [
    { signatures: [{ id: at(1), blob: "a" }, { id: at(2), blob: "?" }], rules: {} },
    { signatures: [{ id: at(3), blob: "b" }], rules: {} },
  ];
  const one = hands({ pieces, posted: { provisional: ({ signatures }) => ({ settled: signatures.length, duplicates: 0 }) } });
  const steps = [];

  const result = await compareAnew(one, CAMPAIGN, (done) => steps.push(done));

  assert.deepEqual([result, steps], [{ settled: 2, duplicates: 0, unreadable: 1 }, [1, 2]]);
  assert.deepEqual(one.did.filter(([address]) => address.includes("after=")).map(([address]) => address.split("after=")[1]), ["", at(2), at(3)]);
});

test("only those who agreed are named to the server, and it goes on where it stopped", async () => {
  const pieces = [{ signatures: [{ id: at(5), blob: "updates" }, { id: at(6), blob: "partners" }] }];
  const one = hands({ pieces, posted: { mails: ({ mails }) => ({ mailed: 4 + mails.length }) } });
  const update = { reference: "PN-AAAAAA", campaign: "PE-AAAAAA", title: "News", consents: ["updates"], mailed: 4, after: at(4) };

  const number = await mailUpdate(one, CAMPAIGN, update, () => {});

  assert.equal(number, 5);
  assert.match(one.did[0][0], new RegExp(`after=${at(4)}$`));
  assert.deepEqual(one.did[1][1], { mails: [{ id: at(5), mail: "ada@signers.example" }], last: at(6) });
});

test("a package goes on where the line broke, and nothing is in it twice", async () => {
  let failures = 2;
  const refuse = (address) => (address.includes(`after=${at(1)}&`) && failures-- > 0 ? new Problem("offline", "No answer.") : null);
  const one = hands({ pieces: [Uint8Array.of(1), Uint8Array.of(2)], refuse });

  const made = await makePackage(one, { reference: "HO-AAAAAA", vault: "vault", expected: 2 }, { withMark: true, ...quiet });

  assert.deepEqual([...new Uint8Array(await made.file.arrayBuffer())], [1, 2, 9]);
  assert.deepEqual(one.did.at(-1), ["/desk/signatures/handovers/HO-AAAAAA/made/", { chain: "c", manifest: "m", confirmed: 2, named: 1, unreadable: 0, walked: "walked 5" }]);
  assert.ok(one.did[1][0].endsWith("&walked=walked%201"), "what the server said of a piece goes back with the next question");
});

test("a refusal is not tried again", async () => {
  const one = hands({ refuse: () => new Problem("not-now", "Not now.", { status: 422 }) });

  await assert.rejects(makePackage(one, { reference: "HO-AAAAAA", vault: "vault", expected: 2 }, { withMark: true, ...quiet }), Problem);

  assert.equal(one.did.length, 1);
});

test("what is on the server of a package is not sent again", async () => {
  const posted = { package: () => ({ part_size: 2, have: [0] }), offer: ({ length, sha256 }) => ({ path: `/en/handover/${length}-${sha256.length}/` }) };
  const one = hands({ posted });

  const path = await layDown(one, "HO-AAAAAA", { file: new Blob([Uint8Array.of(1, 2, 3, 4, 5)]), id: "file", until: "2026-12-01", ...quiet });

  assert.equal(path, "/en/handover/5-64/");
  assert.deepEqual(one.did.filter(([, body]) => body instanceof Uint8Array).map(([address, body]) => [address.split("/").at(-2), [...body]]), [["1", [3, 4]], ["2", [5]]]);
});
