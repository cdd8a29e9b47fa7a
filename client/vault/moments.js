// Moments as the format writes them; the clock is always handed in.

/**
 * @param {Date} date
 * @returns {string} to the minute, `2026-11-23T04:51Z`
 */
export function moment(date) {
  return `${date.toISOString().slice(0, 16)}Z`;
}
