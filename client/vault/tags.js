// How signatures are compared without anybody reading them: the same tags that the server makes as they come (vault/format/signatures.py,
// signing/rules/addresses.py, signing/rules/names.py), held to the same vectors (client/vectors/addresses.json).

import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "./bytes.js";

/** @typedef {{strip?: string, extension?: string, alias_of?: string}} Rule @typedef {Record<string, Rule>} Rules by domain; * for all others */

const [TAG, HALF] = [16, 8];
const LONGEST = { mail: 254, local: 64, domain: 253, label: 63 };
const FORBIDDEN = /[ "(),:;<>[\\\]@]/;
const MOST_ALIASES = 3;

/**
 * @param {Uint8Array} key
 * @param {"address" | "person" | "home" | "domain" | "check"} what
 * @param {string} text
 * @returns {Uint8Array} 16 bytes
 */
export function tagOf(key, what, text) {
  return hmac(sha256, key, utf8(`${what}\0${text}`)).slice(0, TAG);
}

/**
 * @param {Uint8Array} key of the campaign
 * @param {{mail: string, name: string, postcode: string}} signed
 * @param {Rules} rules
 */
export function tagsOf(key, { mail, name, postcode }, rules) {
  const address = canonicalAddress(mail, rules);
  const code = postcodeKey(postcode);
  return {
    tag: tagOf(key, "address", address),
    person: tagOf(key, "person", `${nameKey(name)}\0${code}`),
    home: code ? tagOf(key, "home", `${address}\0${code}`).slice(0, HALF) : new Uint8Array(0),
    domain: tagOf(key, "domain", splitMail(mail)[1]).slice(0, HALF),
  };
}

/**
 * Give the one form in which all ways of writing a mailbox are the same; for comparison, never for sending.
 * @param {string} mail
 * @param {Rules} rules
 */
export function canonicalAddress(mail, rules) {
  let [local, domain] = splitMail(mail);
  if (!domain) return mail.trim().toLowerCase().normalize("NFC");
  let rule = ruleOf(domain, rules);
  for (let step = 1; step < MOST_ALIASES && rule.alias_of && rule.alias_of !== domain; step += 1) {
    domain = rule.alias_of;
    rule = ruleOf(domain, rules);
  }
  if (rule.alias_of && rule.alias_of !== domain) domain = rule.alias_of;
  local = local.toLowerCase().normalize("NFC");
  if (rule.extension) local = local.split(rule.extension)[0] || local;
  if (rule.strip) local = [...local].filter((sign) => !rule.strip?.includes(sign)).join("") || local;
  return `${local}@${domain}`;
}

/**
 * @param {string} mail
 * @returns {[string, string]} the local part as typed, the domain as it stands on the wire; two empty texts where this is no address
 */
export function splitMail(mail) {
  const at = mail.lastIndexOf("@");
  const [local, domain] = [mail.slice(0, Math.max(at, 0)), mail.slice(at + 1)];
  if (at < 1 || [...local].length > LONGEST.local || [...mail].length > LONGEST.mail || !isLocal(local)) return ["", ""];
  const found = asciiDomain(domain.normalize("NFC"));
  return found ? [local, found] : ["", ""];
}

/** @param {string} local */
function isLocal(local) {
  const printable = !/[\p{C}\p{Z}]/u.test(local);
  return printable && !FORBIDDEN.test(local) && !local.startsWith(".") && !local.endsWith(".") && !local.includes("..");
}

/** @param {string} domain @returns {string} in punycode and small letters; empty where it is none */
function asciiDomain(domain) {
  const typed = domain.replace(/\.+$/, "").toLowerCase().replaceAll("。", ".");
  const written = /^[\x00-\x7f]*$/.test(typed) ? typed : punycode(typed);
  const labels = written.split(".");
  const isLabel = (/** @type {string} */ label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label) && label.length <= LONGEST.label;
  return labels.length > 1 && written.length <= LONGEST.domain && labels.every(isLabel) && !/^\d+$/.test(labels.at(-1) ?? "") ? written : "";
}

/** @param {string} domain */
function punycode(domain) {
  try {
    return new URL(`http://${domain}/`).hostname;
  } catch {
    return "";
  }
}

/** @param {string} domain @param {Rules} rules @returns {Rule} its own, that of a domain above it, or that of all */
function ruleOf(domain, rules) {
  if (Object.hasOwn(rules, domain)) return rules[domain] ?? {};
  for (let above = domain, dot = above.indexOf("."); dot >= 0; dot = above.indexOf(".")) {
    above = above.slice(dot + 1);
    if (Object.hasOwn(rules, `*.${above}`)) return rules[`*.${above}`] ?? {};
  }
  return rules["*"] ?? {};
}

/** Give a name without case, marks and the number of spaces. @param {string} name */
export function nameKey(name) {
  const letters = [...folded(name).normalize("NFKD")].filter((sign) => !combines(sign)).join("");
  return folded(letters).split(/[\p{Z}\t-\r\x1c-\x1f\x85]+/u).filter(Boolean).join(" ");
}

/** Give a postcode without case, spaces and dashes. @param {string} postcode */
export function postcodeKey(postcode) {
  return [...folded(postcode)].filter((sign) => /[\p{L}\p{N}]/u.test(sign)).join("");
}

/** Without case, as Unicode folds it: sign by sign, as what stands beside it must not count. @param {string} text */
function folded(text) {
  return Array.from(text, foldedSign).join("");
}

/** @param {string} sign */
function foldedSign(sign) {
  if (sign === "ı") return sign;
  if (sign === "ẞ") return "ss";
  const code = sign.codePointAt(0) ?? 0;
  if (code >= 0xab70 && code <= 0xabbf) return String.fromCodePoint(code - 0xab70 + 0x13a0);
  if (code >= 0x13f8 && code <= 0x13fd) return String.fromCodePoint(code - 8);
  if (code >= 0x13a0 && code <= 0x13f5) return sign;
  return Array.from(sign.toUpperCase(), (one) => one.toLowerCase()).join("");
}

/** @type {Map<string, boolean>} */
const known = new Map();

/**
 * Tell whether a sign has a combining class, which scripts cannot ask: signs that have one change places with one of another class.
 * @param {string} sign
 */
function combines(sign) {
  if (!/\p{M}/u.test(sign)) return false;
  let found = known.get(sign);
  if (found === undefined) {
    const [lowest, highest] = ["\u0334", "\u0345"];
    found = `${sign}${lowest}`.normalize("NFD") !== `${sign}${lowest}` || `${highest}${sign}`.normalize("NFD") !== `${highest}${sign}`;
    known.set(sign, found);
  }
  return found;
}
