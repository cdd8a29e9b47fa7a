// What stands in the files of a package, row by row, as petitions/rules/package.py writes it; both are held to client/vectors/package.json.

/** @typedef {{name: string, country: string, visibility: string}} Named */

export const BOM = "\ufeff";
const NEWLINE = "\r\n";
const FORMULA = /^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r|%]/u;
const UNSEEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/gu;
const COLUMNS = ["number", "name", "country", "named"];
const NAMED = /** @type {Record<string, string>} */ ({ public: "in public", addressee: "to the addressee" });

/** A text that no program for tables takes for a formula. @param {string} text */
export function safeCell(text) {
  const plain = text.replaceAll(UNSEEN, "");
  return FORMULA.test(plain) ? `'${plain}` : plain;
}

/** One line of a table as RFC 4180 says, each cell safe. @param {string[]} cells */
export function csvLine(cells) {
  return cells.map((cell) => quoted(safeCell(cell))).join(",") + NEWLINE;
}

/** @param {boolean} withMark the mark that spreadsheets need in order to read UTF-8 */
export const csvHead = (withMark) => (withMark ? BOM : "") + csvLine(COLUMNS);

/** What the signer agreed to and nothing else. @param {number} number @param {Named} signed */
export function listLine(number, { name, country, visibility }) {
  return csvLine([String(number), name, country, NAMED[visibility] ?? ""]);
}

/** One signature with the names of fields that OSDI gives signatures and people. @param {number} number @param {Named} signed */
export function signatureJson(number, { name, country, visibility }) {
  return JSON.stringify({ identifiers: [`safeconduct:${number}`], person: { full_name: name, postal_addresses: [{ country }] }, visibility });
}

/** @param {Map<string, number>} kinds country ("--" for none), channel and visibility, joined by spaces */
export function countsCsv(kinds) {
  const rows = [...kinds].map(([kind, number]) => ({ parts: kind.replace("--", "").split(" "), number }));
  rows.sort((one, other) => (one.parts.join("\0") < other.parts.join("\0") ? -1 : 1));
  const all = rows.reduce((sum, one) => sum + one.number, 0);
  const lines = rows.map(({ parts, number }) => csvLine([...parts, String(number)]));
  return [csvLine(["country", "channel", "visibility", "signatures"]), ...lines, csvLine(["all", "", "", String(all)])].join("");
}

/** @param {string} cell */
function quoted(cell) {
  return /[",\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell;
}
