// What a petition's page does for whoever signs: the careful choice follows the country, nothing typed is lost with the line,
// and the number moves while somebody looks.

const SECONDS = 10;

/**
 * Tell whether a country is on the campaign's list of danger.
 * @param {string | undefined} danger codes, with blanks between
 * @param {string} country
 */
export function isDangerous(danger, country) {
  return country !== "" && (danger ?? "").split(" ").includes(country);
}

/**
 * Choose "counted only" as soon as a country of the list is chosen, and say why; what the signer chooses afterwards stays.
 * @param {HTMLFormElement} form
 */
export function followCountry(form) {
  const country = form.elements.namedItem("country");
  const words = form.querySelector("[data-danger-words]");
  if (!(country instanceof HTMLSelectElement)) return;
  const follow = () => {
    const dangerous = isDangerous(form.dataset.danger, country.value);
    if (words instanceof HTMLElement) words.hidden = !dangerous;
    const counted = form.querySelector('input[name="visibility"][value="counted"]');
    if (dangerous && counted instanceof HTMLInputElement) counted.checked = true;
  };
  country.addEventListener("change", follow);
  if (country.value !== "" && !form.querySelector('input[name="visibility"]:checked')) follow();
}

/**
 * Send the form without leaving the page until there is an answer: where the line is down, all that was typed stays.
 * @param {HTMLFormElement} form
 */
export function guardSending(form) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    void send(form);
  });
}

/** @param {HTMLFormElement} form */
async function send(form) {
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  const failed = form.querySelector("[data-failed]");
  if (failed instanceof HTMLElement) failed.hidden = true;
  /** @type {[string, string][]} */
  const pairs = [];
  new FormData(form).forEach((value, name) => {
    if (typeof value === "string") pairs.push([name, value]);
  });
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(pairs), credentials: "same-origin" });
    if (answer.redirected) location.assign(answer.url);
    else show(await answer.text());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // fetch reports a lost connection as a TypeError
    if (failed instanceof HTMLElement) failed.hidden = false;
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/**
 * Put the page that the server answered in place of this one.
 * @param {string} text
 */
function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const here = document.getElementById("main");
  const fresh = page.getElementById("main");
  if (!here || !fresh) return;
  document.title = page.title;
  here.replaceWith(fresh);
  const form = fresh.querySelector("form[data-sign]");
  if (form instanceof HTMLFormElement) {
    followCountry(form);
    guardSending(form);
  }
  const first = fresh.querySelector('[role="alert"], h1');
  if (first instanceof HTMLElement) {
    first.tabIndex = -1;
    first.focus();
  }
  scrollTo(0, 0);
}

/**
 * Read what count.json says, as far as the page shows it.
 * @param {unknown} told
 * @returns {number | null} null where the number is hidden or not known: that is not nought
 */
export function totalOf(told) {
  if (typeof told !== "object" || told === null || !("total" in told)) return null;
  return typeof told.total === "number" && told.total >= 0 ? told.total : null;
}

/**
 * Bring the number up to date every ten seconds while the page is looked at.
 * @param {HTMLElement} count
 */
export function watchCount(count) {
  const address = count.dataset.count;
  if (!address) return;
  setInterval(() => {
    if (document.visibilityState === "visible") void refresh(count, address);
  }, SECONDS * 1000);
}

/**
 * @param {HTMLElement} count
 * @param {string} address
 */
async function refresh(count, address) {
  try {
    const answer = await fetch(address, { credentials: "omit" });
    const total = answer.ok ? totalOf(await answer.json()) : null;
    if (total === null) return;
    const number = count.querySelector("[data-count-total]");
    const bar = count.querySelector("[data-count-bar]");
    if (number) number.textContent = total.toLocaleString(latin(document.documentElement.lang));
    if (bar instanceof HTMLProgressElement) bar.value = Math.min(total, bar.max);
  } catch {
    // The number stays as it was; the next look may find the line again.
  }
}

/**
 * Give the language with the digits that the server writes.
 * @param {string} language
 */
function latin(language) {
  return `${language || "en"}-u-nu-latn`;
}
