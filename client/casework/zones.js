// Times where somebody else is: a person says "by eight tomorrow" in their own zone, the timer runs in UTC, and both are shown.

import { moment } from "../vault/moments.js";

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} zone @returns {boolean} whether there is such a zone */
export function isZone(zone) {
  try {
    formatOf(zone);
    return zone.includes("/") || zone === "UTC";
  } catch {
    return false;
  }
}

/** @param {string} zone */
function formatOf(zone) {
  const known =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
  formats.set(zone, known);
  return known;
}

/**
 * Give a moment as it stands on the clock of a zone.
 * @param {string} at a moment
 * @param {string} zone
 * @returns {string} `2026-11-24T08:30`
 */
export function inZone(at, zone) {
  const parts = Object.fromEntries(formatOf(zone).formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * Read what the clock of a zone says. An hour that there is twice, when clocks go back, is the earlier one; one that there never is, the next after it.
 * @param {string} local `2026-11-24T08:30`
 * @param {string} zone
 * @returns {string} a moment; "" where nothing is meant by it
 */
export function fromZone(local, zone) {
  const plain = Date.parse(`${local}Z`);
  if (Number.isNaN(plain)) return "";
  const offset = (/** @type {number} */ at) => Date.parse(`${inZone(new Date(at).toISOString(), zone)}Z`) - Math.floor(at / 60_000) * 60_000;
  // The offset a day before and a day after are all that can hold at this hour.
  const tries = [offset(plain - 86_400_000), offset(plain + 86_400_000)].map((one) => plain - one).sort((a, b) => a - b);
  const fits = tries.find((at) => at + offset(at) === plain);
  return moment(new Date(fits ?? /** @type {number} */ (tries.at(-1))));
}

/**
 * Say a moment in a person's zone, with the zone beside it.
 * @param {string} at
 * @param {string} zone
 */
export function zoneWords(at, zone) {
  const day = new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${day.format(new Date(at))} (${zone === "UTC" ? "UTC" : zone.split("/").at(-1)?.replaceAll("_", " ")})`;
}

/** @returns {string[]} the zones that this browser knows */
export function zones() {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
}

/** @returns {string} where this browser is */
export function zoneHere() {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
