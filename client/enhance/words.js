// Sentences for people come from the page, translated; these fill in what only the browser knows.

/**
 * Put values into the named places of a sentence.
 * @param {string} sentence such as "{sent} of {total} MB sent"
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function filled(sentence, values) {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, /** @type {string} */ name) => String(values[name] ?? place));
}

/**
 * Say a sentence to those who hear the page, without moving them from where they are.
 * @param {string} sentence
 * @param {Document} [page]
 */
export function announce(sentence, page = document) {
  let region = page.getElementById("announcements");
  if (!region) {
    region = page.createElement("div");
    region.id = "announcements";
    region.className = "govuk-visually-hidden";
    region.setAttribute("aria-live", "polite");
    page.body.append(region);
  }
  region.textContent = sentence;
}
