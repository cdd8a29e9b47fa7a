// The vaults of a case: made with the people who may read it, known at once without reading everything anew, opened to others and closed to some.

import { saveKeyring } from "../sealed/opening.js";
import { rotate } from "../sealed/vault_acts.js";

/** @typedef {import("../sealed/shell.js").Context} Context @typedef {import("../sealed/shell.js").Vault} Vault */
/** @typedef {Awaited<ReturnType<Context["keeper"]["createVault"]>>} Made */
/** @typedef {{made?: Made, posted?: boolean}} Making what has happened so far; kept until it is through, so that pressing again makes no second vault */

/**
 * Make a vault for a case.
 * @param {Pick<Context, "api" | "keeper" | "me" | "vaults">} context
 * @param {string[]} holders besides me; at least one
 * @param {Making} making
 * @returns {Promise<string>} its id
 */
export async function makeVault(context, holders, making) {
  making.made ??= await context.keeper.createVault({ kind: "case", holders: holders.filter((member) => member !== context.me.member) });
  if (!making.posted) await context.api.post("/desk/vault/vaults/", making.made);
  making.posted = true;
  await adopt(context, making.made);
  return making.made.id;
}

/**
 * Know a vault that was just made: the keeper has its key already, so nothing is fetched.
 * @param {Pick<Context, "api" | "keeper" | "me" | "vaults">} context vaults is added to
 * @param {Made} made
 */
export async function adopt(context, made) {
  if (context.vaults.some((one) => one.id === made.id)) return;
  const members = [...new Set([context.me.member, ...made.grants.map((one) => one.member)])];
  /** @type {Vault} */
  const vault = {
    id: made.id, kind: made.kind, organisation: context.me.organisation, state: "", epoch: 1, epochs: [], grants: [], needs_rotation: false,
    holders: members.map((member) => ({ member, epoch: 1 })), opened: true, why: "",
  };
  context.vaults.push(vault);
  await saveKeyring(context);
}

/**
 * Let colleagues into a vault of a case: they read all of it, from its beginning.
 * @param {Pick<Context, "api" | "keeper" | "refresh">} context
 * @param {string} vault
 * @param {string[]} members
 */
export async function letIn(context, vault, members) {
  const given = await context.keeper.grant({ vault, members });
  await context.api.post(`/desk/vault/vaults/${vault}/grants/`, given);
  await context.refresh();
}

/**
 * Let somebody go from a vault: it gets a new key, and what is written from now on they cannot open.
 * @param {Pick<Context, "api" | "keeper" | "me" | "vaults" | "refresh">} context
 * @param {string} vault
 * @param {string} member
 */
export async function letGo(context, vault, member) {
  const found = context.vaults.find((one) => one.id === vault);
  if (!found) throw new TypeError("this vault is not held here");
  await rotate(context, found, { without: [member] });
  await context.refresh();
}
