// The page of a duty telephone: a few sentences in its language, and one button. The link's token stands behind the # and leaves with it.

import { languageOf } from "../duty/notices.js";
import { isRung, join, leave, thisBrowser } from "../duty/telephone.js";
import { WORDS } from "../duty/words.js";

const lang = languageOf(navigator.language);
const words = /** @type {import("../duty/words.js").Words} */ (WORDS[lang]);
const place = /** @type {HTMLElement} */ (document.getElementById("duty"));
const state = /** @type {HTMLElement} */ (document.getElementById("duty-state"));
const ways = /** @type {HTMLElement} */ (document.getElementById("duty-ways"));
const browser = thisBrowser();

document.documentElement.lang = lang;
place.dir = lang === "ar" ? "rtl" : "ltr";
document.title = words.title;
for (const part of place.querySelectorAll("[data-word]")) part.textContent = words[/** @type {keyof import("../duty/words.js").Words} */ (part.getAttribute("data-word"))];

/** @param {import("../duty/telephone.js").Said | ""} said */
async function draw(said) {
  state.textContent = said && words[said];
  if (!browser) return;
  const rung = await isRung(browser);
  const mayJoin = location.hash && (!rung || said === "failed");
  ways.replaceChildren(...(mayJoin ? [way(words.ring, "", () => join(browser, location.hash.slice(1)))] : []), ...(rung ? [way(words.stop, "govuk-button--secondary", () => leave(browser))] : []));
}

/** @param {string} label @param {string} kind @param {() => Promise<import("../duty/telephone.js").Said>} what */
function way(label, kind, what) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `govuk-button ${kind}`;
  button.textContent = label;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const said = await what();
    if (said === "joined") history.replaceState(null, "", location.pathname);
    await draw(said);
  });
  return button;
}

window.addEventListener("hashchange", () => draw(""));
await draw(browser === null ? "cannot" : location.hash || (await isRung(browser)) ? "" : "noLink");
