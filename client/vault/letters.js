// Letters: sealed to a vault that one does not hold, or to the label that lay in a letter (docs/reference/format.md, "Letter").

import { checkAge, openWith, sealTo } from "./ages.js";
import { canonical, readObject } from "./canonical.js";
import { NotSealed, WrongContext, base64, pae, sha256, unbase64, utf8 } from "./bytes.js";
import { isBucket, pad, unpad } from "./padding.js";
import { sign, verify } from "./signing.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{payload: any, author: string, signed: boolean}} Letter signed: whether its author, whom we trust, did write it for this recipient */

const SIGNATURE = 64;

/**
 * What an author signs. For whom it was sealed stands in it, so that whoever opens it cannot pass it on as if it were to others.
 * @param {{letter: string, author: string, recipient: string, payload: unknown}} said
 * @returns {Promise<Bytes>}
 */
export async function letterStatement({ letter, author, recipient, payload }) {
  return pae("safeconduct/v1/letter", letter, author, await sha256(utf8(recipient)), canonical(payload));
}

/**
 * @param {string} recipient
 * @param {{letter: string, payload: unknown, author?: string, seed?: Uint8Array | null, least?: number}} said letter: the id under which it will lie, or of what it
 *   answers; author and seed where it is signed; least: the smallest bucket it may fill, in bytes
 * @returns {Promise<Bytes>}
 */
export async function sealLetter(recipient, { letter, payload, author = "", seed = null, least = 0 }) {
  if (author !== "" && !seed) throw new NotSealed("Who names an author signs as them.");
  const signature = author !== "" && seed ? base64(await sign(seed, await letterStatement({ letter, author, recipient, payload }))) : "";
  return sealTo([recipient], pad(canonical({ author, id: letter, payload, sig: signature, v: 1 }), least));
}

/**
 * @param {string} identity
 * @param {{letter: string, recipient: string, blob: Uint8Array, signingKeyOf: (member: string) => Uint8Array | null}} wanted recipient: the identity's own;
 *   signingKeyOf gives the key of a member whom we trust
 * @returns {Promise<Letter>}
 * @throws {NotSealed} for another key, changed bytes, or what is no letter
 * @throws {WrongContext} where it belongs to another id
 */
export async function openLetter(identity, { letter, recipient, blob, signingKeyOf }) {
  if (!isBucket(checkAge(blob).plaintextLength)) throw new NotSealed("This is not the size of a letter.");
  const said = readObject(unpad(await openWith(identity, blob)), ["author", "id", "payload", "sig", "v"]);
  const { author, id, payload, sig } = said;
  if (typeof author !== "string" || typeof sig !== "string") throw new NotSealed("This is no letter of a kind that we know.");
  if (id !== letter) throw new WrongContext("This letter belongs to another id.");
  const signature = unbase64(sig);
  if (signature.length !== (author === "" ? 0 : SIGNATURE)) throw new NotSealed("The signature of this letter has no allowed length.");
  const key = author === "" ? null : signingKeyOf(author);
  const signed = key !== null && (await verify(key, await letterStatement({ letter, author, recipient, payload }), signature));
  return { payload, author, signed };
}
