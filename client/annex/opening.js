// The page where an office fetches its copy of an annex. It works without this; with it, the words are typed here and the paper is opened in the
// browser, without a program to install. Neither words nor paper leave it.

import { openCopy } from "../vault/copies.js";

/**
 * @param {HTMLElement} root with data-means
 * @param {(address: string, how: RequestInit) => Promise<Response>} [ask]
 */
export function startOpening(root, ask = (...what) => fetch(...what)) {
  const form = root.querySelector("form");
  const input = /** @type {HTMLInputElement | null} */ (root.querySelector("#words"));
  const said = root.querySelector("[data-said]");
  if (!form || !input || !said) return;
  const sentences = /** @type {HTMLElement} */ (said).dataset;
  /** @type {Uint8Array | null} */
  let sealed = null;
  const section = /** @type {HTMLElement} */ (root.querySelector("[data-here]"));
  section.hidden = false;

  /** @param {string | undefined} sentence */
  const say = (sentence) => {
    said.textContent = sentence ?? "";
  };

  section.querySelector("button")?.addEventListener("click", async (event) => {
    event.preventDefault();
    say(sentences.working);
    try {
      if (sealed === null) {
        sealed = await fetched(form, ask);
        keepSealed(section, sealed, form.dataset.name ?? "annex.html");
      }
      const paper = await openCopy(sealed, input.value);
      say(sentences.opened);
      keep(section, paper, form.dataset.name ?? "annex.html", root.dataset.type ?? "text/html");
    } catch (problem) {
      say(problem instanceof TypeError || sealed === null ? sentences.offline : sentences.wrong);
    }
  });
}

/** @param {HTMLFormElement} form @param {(address: string, how: RequestInit) => Promise<Response>} ask */
async function fetched(form, ask) {
  const answer = await ask(form.action || location.href, { method: "POST", body: new FormData(form), cache: "no-store", credentials: "same-origin" });
  if (!answer.ok) throw new TypeError("not fetched");
  return new Uint8Array(await answer.arrayBuffer());
}

/**
 * What can be fetched only once is offered sealed as well, for whoever does not have the words at hand.
 * @param {HTMLElement} section @param {Uint8Array} sealed @param {string} name
 */
function keepSealed(section, sealed, name) {
  const link = /** @type {HTMLAnchorElement | null} */ (section.querySelector("a[data-sealed]"));
  if (link === null) return;
  link.href = URL.createObjectURL(new Blob([new Uint8Array(sealed)], { type: "application/octet-stream" }));
  link.download = `${name}.age`;
  link.hidden = false;
}

/** @param {HTMLElement} section @param {Uint8Array} paper @param {string} name @param {string} type */
function keep(section, paper, name, type) {
  const link = section.querySelector("a") ?? document.createElement("a");
  link.href = URL.createObjectURL(new Blob([new Uint8Array(paper)], { type }));
  link.download = name;
  link.hidden = false;
  link.focus();
}
