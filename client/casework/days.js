// Days as text, "2026-11-23"; they compare as text does. Nothing here reads a clock.

const DAY = 86_400_000;

/**
 * @param {string} day
 * @param {number} count of days, or fewer than none
 * @returns {string}
 */
export function addDays(day, count) {
  return new Date(Date.parse(`${day}T00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/**
 * Count from one day to another.
 * @param {string} from
 * @param {string} to
 * @returns {number} negative where `to` comes first
 */
export function daysBetween(from, to) {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY);
}

/**
 * The same day some months later; the last of the month where it has no such day.
 * @param {string} day
 * @param {number} count
 * @returns {string}
 */
export function addMonths(day, count) {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10);
}

/**
 * Whether a day lies in a period; an empty end is open.
 * @param {string} day
 * @param {{from?: string, until?: string}} period both days are within
 */
export function within(day, { from = "", until = "" }) {
  return (from === "" || from <= day) && (until === "" || day <= until);
}
