// What happens between the passphrase and the first screen: the keyring, who is who, and the vaults.

import { words } from "./words.js";

/** @typedef {import("./shell.js").Person} Person @typedef {import("./shell.js").Vault} Vault @typedef {import("./shell.js").Me} Me */

/**
 * Read everything that the screens stand on, with the keys open already.
 * @param {{app: import("./app.js").App, me: Me, expectedRoot?: string, progress?: (sentence: string) => void}} wanted expectedRoot: the root key that
 *   the invitation carried, base64
 * @returns {Promise<import("./shell.js").Context>} without what the shell adds
 */
export async function openDesk({ app, me, expectedRoot = "", progress = () => {} }) {
  const keeper = app.keeper();
  progress(words.opening);
  const keyring = await keeper.loadKeyring({ keyring: me.keyring, root_key: me.root_key, expected: expectedRoot });
  /** @type {any} */
  const base = { keeper, api: app.api, me, vaults: [], people: [], words, lock: app.lock };
  base.refresh = () => refresh(base, progress);
  await base.refresh();
  base.trouble = keyring.problem;
  base.root = keyring.root;
  return base;
}

/**
 * @param {import("./shell.js").Context} context changed in place: people, vaults
 * @param {(sentence: string) => void} progress
 */
async function refresh(context, progress) {
  const { api, keeper, me } = context;
  const [{ people }, { vaults }] = await Promise.all([api.get("/desk/vault/directory/"), api.get("/desk/vault/vaults/")]);
  const judged = new Map((await keeper.trust({ people })).map((one) => [one.member, one]));
  context.people = people.map((/** @type {Person} */ person) => ({ ...person, ...judged.get(person.member), self: person.member === me.member }));
  const { refused } = await keeper.openVaults({ vaults }, (done, total) => progress(words.openingVaults(done, total)));
  const why = new Map(refused.map((one) => [one.id, one.why]));
  context.vaults = vaults.map((/** @type {Vault} */ vault) => ({ ...vault, opened: !why.has(vault.id), why: why.get(vault.id) ?? "" }));
  await saveKeyring(context);
}

/**
 * Send the keyring if it changed. When another of my devices was faster, take in what it kept and try once more.
 * @param {Pick<import("./shell.js").Context, "api" | "keeper">} context
 */
export async function saveKeyring({ api, keeper }) {
  for (const attempt of [1, 2]) {
    const sealed = await keeper.sealKeyring({});
    if (!sealed) return;
    try {
      await api.post("/desk/vault/keyring/", sealed);
      return await keeper.keyringSaved({ version: sealed.version });
    } catch (problem) {
      if (/** @type {{status?: number}} */ (problem).status !== 409 || attempt === 2) throw problem;
      const { keyring, root_key } = await api.get("/desk/vault/me/");
      await keeper.loadKeyring({ keyring, root_key });
    }
  }
}
