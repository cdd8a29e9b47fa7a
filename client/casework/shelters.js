// Shelters of the house: their codes, beds and rules stand in a register of the organisation. Where they are lies in strongboxes that two people open.

import { newSending } from "./acts.js";
import { houseOf } from "./house_register.js";
import { askingsFor, destroyStrongbox, giveShare, newBoxSending, openStrongbox, strongbox, strongboxes, unlessGone } from "./sealing.js";

/** @typedef {import("../sealed/shell.js").Context} Context @typedef {import("./house_register.js").House} House @typedef {import("./registers.js").Listed} Listed */
/** @typedef {import("./sealing.js").Strongbox} Strongbox */
/** @typedef {{box: import("./sealing.js").BoxSending, item: import("./acts.js").Sending, done?: boolean}} Adding what has happened so far; kept until it is through */
/** @typedef {{code: string, is_free: boolean, fits: number, languages: string[], rules: string}} Shelter */
/** @typedef {{address: string, how: string}} Address how: how one is let in */
/** @typedef {{box: Strongbox, by: string, on: string, code: string}} Waiting somebody waits for my share; code: of the shelter, "" where it is none of ours */

/** Minutes for which an address may stand on a screen. */
export const MINUTES = 10;

/** The fewest and the most who may share an address. */
export const SHARERS = /** @type {const} */ ([2, 5]);

/** Who does not share an address cannot destroy it, and so cannot take its shelter away. */
export class NotShared extends Error {
  sentence = "You are not among those who share this address. Nothing was changed; one of them can do this.";
}

/** Boxes that were seen to be mine: one that is not listed any more is gone. @type {WeakMap<object, Set<string>>} */
const shared = new WeakMap();

/** @returns {Adding} */
export function newAdding() {
  return { box: newBoxSending(), item: newSending() };
}

/**
 * Add a shelter: first its address is sealed for these people, then the register says what may be said.
 * @param {Context} context
 * @param {{shelter: Shelter, address: Address, members: string[]}} wanted members: two to five, any two of whom open the address
 * @param {Adding} adding
 * @returns {Promise<Listed>}
 */
export async function addShelter(context, { shelter, address, members }, adding) {
  if (!adding.done) await strongbox(context, { payload: address, members }, adding.box);
  adding.done = true;
  return houseOf(context).keep({ ...shelter, kind: "shelter", strongbox: adding.box.id }, undefined, adding.item);
}

/**
 * Seal another address for a shelter, or the same for other people: the new one stands before the old one goes.
 * @param {Context} context
 * @param {Listed} shelter
 * @param {{address: Address, members: string[]}} wanted
 * @param {Adding} adding
 * @throws {NotShared}
 */
export async function sealAnew(context, shelter, { address, members }, adding) {
  const old = shelter.body.strongbox;
  await checkShared(context, old);
  if (!adding.done) await strongbox(context, { payload: address, members }, adding.box);
  adding.done = true;
  const kept = await houseOf(context).keep({ ...shelter.body, strongbox: adding.box.id }, shelter);
  if (old && old !== adding.box.id) await unlessGone(destroyStrongbox(context, old));
  return kept;
}

/**
 * Take a shelter out of the register, and destroy its address. Who shares the address can do so.
 * @param {Context} context
 * @param {Listed} shelter
 * @throws {NotShared}
 */
export async function closeShelter(context, shelter) {
  await checkShared(context, shelter.body.strongbox);
  if (shelter.body.strongbox) await unlessGone(destroyStrongbox(context, shelter.body.strongbox));
  await unlessGone(houseOf(context).destroy(shelter));
}

/** @param {House} house @returns {Listed[]} free ones first, then by code */
export function shelters(house) {
  return house.items("shelter").sort((one, other) => Number(other.body.is_free) - Number(one.body.is_free) || one.body.code.localeCompare(other.body.code));
}

/** @param {House} house @returns {any[]} as overCeiling takes them */
export function ceilings(house) {
  return house.items("ceiling").sort((one, other) => one.body.what.localeCompare(other.body.what) || one.id.localeCompare(other.id));
}

/**
 * Who waits for a share of mine.
 * @param {Context} context
 * @returns {Promise<Waiting[]>}
 */
export async function waitingForMe(context) {
  const boxes = await strongboxes(context);
  const codes = new Map(houseOf(context).items("shelter").map((one) => [one.body.strongbox, one.body.code]));
  return askingsFor(boxes, context.me.member).map((one) => ({ ...one, code: codes.get(one.box.id) ?? "" }));
}

/** @param {Context} context @param {Waiting} waiting */
export async function give(context, { box, by }) {
  await giveShare(context, box, by);
}

/**
 * Ask for an address, or open it where somebody gave their share.
 * @param {Context} context
 * @param {string} id of the strongbox
 * @returns {Promise<{state: "open", address: Address} | {state: "asked", sharers: string[]} | {state: "not-mine"}>} sharers: whom to call; not-mine: I have no share
 */
export async function openAddress(context, id) {
  const box = (await strongboxes(context)).find((one) => one.id === id);
  if (!box) return { state: "not-mine" };
  const opened = await openStrongbox(context, box);
  if (opened.state === "open") return { state: "open", address: readAddress(opened.payload) };
  return { state: "asked", sharers: box.holders.filter((member) => member !== context.me.member) };
}

/** Whoever sealed it may have made it with anything. @param {any} payload @returns {Address} */
function readAddress(payload) {
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? [...value].slice(0, 1000).join("") : "");
  return { address: text(payload?.address), how: text(payload?.how) };
}

/** @param {Context} context @param {string} id of a strongbox, or "" @throws {NotShared} */
async function checkShared(context, id) {
  const seen = shared.get(context) ?? new Set();
  shared.set(context, seen);
  for (const box of await strongboxes(context)) seen.add(box.id);
  if (id && !seen.has(id)) throw new NotShared();
}
