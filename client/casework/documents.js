// Which papers somebody has, lacks, or is about to lose.

import { addDays } from "./days.js";

/** @typedef {import("./kinds.js").Item} Item */
/** @typedef {{paper: string, why: "not-noted" | "missing" | "applied" | "lost" | "taken" | "expired"}} Lack */

/** When several pieces of one paper are noted, the one nearest to being of use speaks. */
const NEAREST = /** @type {const} */ (["applied", "missing", "lost", "taken"]);

/**
 * Say which of the papers that a way asks for are not there on a day.
 * @param {Item[]} documents
 * @param {string[]} papers
 * @param {string} on
 * @returns {Lack[]} in the order in which they are asked for
 */
export function lacking(documents, papers, on) {
  return [...new Set(papers)].flatMap((paper) => {
    const pieces = documents.map((item) => item.body).filter((body) => body.kind === "document" && body.what === paper);
    const had = pieces.filter((body) => body.state === "have");
    if (had.some((body) => body.expires === "" || body.expires >= on)) return [];
    const why = had.length > 0 ? "expired" : (NEAREST.find((state) => pieces.some((body) => body.state === state)) ?? "not-noted");
    return [{ paper, why }];
  });
}

/**
 * List documents that run out soon, or have.
 * @param {Item[]} documents
 * @param {string} on
 * @param {number} [days] ahead
 * @returns {{id: string, what: string, expires: string, expired: boolean}[]} the soonest first
 */
export function expiring(documents, on, days = 60) {
  return documents
    .filter(({ body }) => body.kind === "document" && body.state === "have" && body.expires !== "" && body.expires <= addDays(on, days))
    .map(({ id, body }) => ({ id, what: body.what, expires: body.expires, expired: body.expires < on }))
    .sort((a, b) => a.expires.localeCompare(b.expires) || a.id.localeCompare(b.id));
}
