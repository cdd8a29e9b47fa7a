// Copies that leave the coalition: sealed to the key of somebody outside, or to a passphrase that is told by another way.

import { Decrypter, Encrypter } from "age-encryption";
import { sealTo } from "./ages.js";
import { utf8 } from "./bytes.js";
import { newPassphrase } from "./staff.js";

/** The logarithm of scrypt's cost: about a second and 128 MiB; the server takes 15 to 20 (vault/format/sealed_copies.py). */
const COST = 17;

/**
 * @param {string} text
 * @param {string} [recipient] age1…; without one, a new passphrase is made
 * @returns {Promise<{bytes: import("./bytes.js").Bytes, passphrase: string}>} an age file
 * @throws {import("./bytes.js").NotAge} where the recipient is none
 */
export async function sealCopy(text, recipient = "") {
  if (recipient !== "") return { bytes: await sealTo([recipient], utf8(text)), passphrase: "" };
  const passphrase = newPassphrase();
  const maker = new Encrypter();
  maker.setScryptWorkFactor(COST);
  maker.setPassphrase(passphrase);
  return { bytes: new Uint8Array(await maker.encrypt(utf8(text))), passphrase };
}

/**
 * Open a copy with its passphrase.
 * @param {Uint8Array} bytes
 * @param {string} passphrase as it was told; capitals and spaces do not count
 * @returns {Promise<Uint8Array>}
 * @throws {Error} where it is another one, or somebody changed the file
 */
export async function openCopy(bytes, passphrase) {
  const reader = new Decrypter();
  reader.addPassphrase(passphrase.normalize("NFKC").trim().toLowerCase().replaceAll(/\s+/gu, " "));
  return reader.decrypt(bytes);
}
