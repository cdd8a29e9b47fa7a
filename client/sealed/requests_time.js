// Moments are text, "2026-11-23T04:51Z"; days are "2026-11-23". The clock is always handed in.

/** @param {unknown} text */
export function isMoment(text) {
  return typeof text === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(text) && !Number.isNaN(Date.parse(text));
}

const DAY = 86_400_000;

/**
 * Give when a message was written: what stands inside, where it fits the day on which it arrived; otherwise the day.
 * Nobody signs a person's message, so its clock is believed no further than the server's day bears it out.
 * @param {unknown} at
 * @param {string} day
 * @returns {{at: string, isDay: boolean}}
 */
export function believable(at, day) {
  if (isMoment(at)) {
    const apart = Date.parse(/** @type {string} */ (at)) - Date.parse(`${day}T12:00Z`);
    if (Math.abs(apart) <= 1.5 * DAY) return { at: /** @type {string} */ (at), isDay: false };
  }
  return { at: `${day}T00:00Z`, isDay: true };
}

/**
 * Say how long somebody has waited.
 * @param {{at: string, isDay: boolean} | null} since
 * @param {Date} now
 * @returns {string} "2 h 5 min", "3 days"; where only the day is known, "since 21 Nov"
 */
export function waitingWords(since, now) {
  if (!since) return "";
  if (since.isDay) return `since ${dayWords(since.at, "short")}`;
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(since.at)) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return days === 1 ? `1 day ${hours % 24} h` : `${days} days`;
}

/** @param {string} at a moment or a day @param {"long" | "short"} [month] */
export function dayWords(at, month = "long") {
  return format(`day ${month}`, { day: "numeric", month, timeZone: "UTC" }, at);
}

/** Making one costs far more than using it. @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} name @param {Intl.DateTimeFormatOptions} options @param {string} at */
function format(name, options, at) {
  const known = formats.get(name) ?? new Intl.DateTimeFormat("en-GB", options);
  formats.set(name, known);
  return known.format(new Date(at));
}

/**
 * Say a moment in the reader's own time.
 * @param {string} at
 * @param {string} [timeZone] the browser's, where none is given
 */
export function momentWords(at, timeZone) {
  if (!isMoment(at)) return String(at);
  return format(`moment ${timeZone ?? ""}`, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", ...(timeZone ? { timeZone } : {}) }, at);
}

/**
 * Tell which shift is on: the day's from seven in the morning until seven in the evening, where the reader is.
 * @param {Date} now
 * @returns {"day" | "night"}
 */
export function shiftNow(now) {
  const hour = now.getHours();
  return hour >= 7 && hour < 19 ? "day" : "night";
}
