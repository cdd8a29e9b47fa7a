// The answers that both halves of the format must give (client/vectors), and the word lists that the build otherwise brings in.

import { readFileSync } from "node:fs";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import { register } from "./words.js";

const root = new URL("../../", import.meta.url);

/** @param {string} name */
export function vectors(name) {
  return JSON.parse(readFileSync(new URL(`client/vectors/${name}.json`, root), "utf8"));
}

/** Take in the lists that lists.js takes in, which only the build can read. */
export function registerLists() {
  register("fr", french);
  register("es", spanish);
  register("ru", readFileSync(new URL("safeconduct/vault/words/russian.txt", root), "utf8").trim().split("\n"));
}
