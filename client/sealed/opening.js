// What happens between the passphrase and the first screen: the keyring, who is who, and the vaults.

import { sentenceFor, words } from "./words.js";

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
  const base = { keeper, api: app.api, me, vaults: [], people: [], words, lock: app.lock, csrf: app.csrf, renewToken: app.renewToken };
  base.sentenceFor = (/** @type {unknown} */ problem) => sentenceFor(problem) + aboutWhom(problem, base);
  base.trouble = keyring.problem;
  base.root = keyring.root;
  base.found = [];
  base.refresh = () => refresh(base, progress);
  base.meet = async (/** @type {Person[]} */ people) => {
    base.found = [...base.found.filter((/** @type {Person} */ one) => !people.some((found) => found.member === one.member)), ...people];
    await judge(base, base.listed);
  };
  await base.refresh();
  return base;
}

/**
 * Say whose key it is that nothing is sealed to.
 * @param {unknown} problem
 * @param {import("./shell.js").Context} context
 */
function aboutWhom(problem, { people }) {
  const { code, detail } = /** @type {{code?: string, detail?: unknown}} */ (problem ?? {});
  if (code !== "not-trusted" || !Array.isArray(detail)) return "";
  const names = detail.map((member) => people.find((one) => one.member === member)?.name ?? member);
  return names.length > 0 ? ` (${names.join(", ")})` : "";
}

/** @param {any} context @param {Person[]} listed the directory; those found beyond it are judged along */
async function judge(context, listed) {
  const known = new Set(listed.map((one) => one.member));
  const people = [...listed, ...context.found.filter((/** @type {Person} */ one) => !known.has(one.member))];
  const judged = new Map((await context.keeper.trust({ people })).map((/** @type {{member: string}} */ one) => [one.member, one]));
  context.listed = listed;
  context.people = people.map((person) => ({
    ...person,
    .../** @type {object} */ (judged.get(person.member)),
    self: person.member === context.me.member,
  }));
}

/**
 * @param {any} context changed in place: people, vaults
 * @param {(sentence: string) => void} progress
 */
async function refresh(context, progress) {
  const { api, keeper } = context;
  const [{ people }, { vaults }, found] = await Promise.all([api.get("/desk/vault/directory/"), vaultsOf(context), findAgain(context)]);
  context.found = found;
  await judge(context, people);
  const { refused } = await keeper.openVaults({ vaults }, (/** @type {number} */ done, /** @type {number} */ total) =>
    progress(words.openingVaults(done, total)),
  );
  const why = new Map(refused.map((/** @type {{id: string, why: string}} */ one) => [one.id, one.why]));
  context.vaults = vaults.map((/** @type {Vault} */ vault) => ({ ...vault, opened: !why.has(vault.id), why: why.get(vault.id) ?? "" }));
  await saveKeyring(context);
}

/** Those who were found by their names may have been vouched for meanwhile. @param {any} context @returns {Promise<Person[]>} */
async function findAgain({ api, found }) {
  const answers = await Promise.all(
    found.map(async (/** @type {Person} */ { handle }) => (await api.post("/desk/vault/directory/find/", { handle }).catch(nobody)).people),
  );
  return answers.flat();
}

/** @param {{status?: number}} problem @returns {{people: Person[]}} */
function nobody(problem) {
  if (problem.status === 404) return { people: [] };
  throw problem;
}

/** Members whose roles hold no vault are not asked for any. @param {import("./shell.js").Context} context */
function vaultsOf({ api, me }) {
  return me.permissions.includes("vault.vault.hold") ? api.get("/desk/vault/vaults/") : { vaults: [] };
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
