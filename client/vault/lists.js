// The word lists beyond English. Only for pages where a person reads or types a code; the desk needs none of them.

import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import russian from "../../safeconduct/vault/words/russian.txt";
import { register } from "./words.js";

register("fr", french);
register("es", spanish);
register("ru", russian.trim().split("\n"));
