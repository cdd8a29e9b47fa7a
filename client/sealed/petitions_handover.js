// Making the package of a handover that two people agreed to.

import { newUuid } from "../vault/bytes.js";
import { newHash } from "../vault/hashing.js";
import { moment } from "../vault/moments.js";
import { field, h, show } from "./dom.js";
import { section, summary, warning, wayBack } from "./parts.js";
import { actingForm, FieldProblem } from "./progress.js";
import { words } from "./words_handover.js";

/**
 * @typedef {import("./shell.js").Context} Context
 * @typedef {import("../handover/pages.js").Facts & {vault: string, expected: number, named: number}} Facts
 * @typedef {import("../handover/package.js").Said} Said @typedef {import("../handover/package.js").Printed} Printed
 * @typedef {Said & Printed & {passphrase: string, file: Blob}} Made
 */

export const HANDOVERS = "/desk/signatures/handovers/";
const TRIES = 5;
const USUAL_DAYS = 14;
const A_SECOND = 1000;

/**
 * @param {HTMLElement} place
 * @param {Context} context
 * @param {string} reference
 */
export async function handoverScreen(place, context, reference) {
  /** @type {Facts} */
  const facts = await context.api.get(`${HANDOVERS}${reference}/`);
  const isHeld = context.vaults.some((vault) => vault.id === facts.vault && vault.opened);
  const result = h("div", { "data-package": true });
  const mark = h("input", { type: "checkbox", class: "govuk-checkboxes__input", id: "with-mark", checked: true });
  const row = h(
    "div",
    { class: "govuk-form-group govuk-checkboxes" },
    h("div", { class: "govuk-checkboxes__item" }, mark, h("label", { class: "govuk-label govuk-checkboxes__label", for: "with-mark" }, words.mark)),
  );

  /** @param {(sentence: string) => void} say */
  async function act(say) {
    const made = await makePackage(context, facts, { withMark: mark.checked, say });
    show(result, ...resultOf(context, facts, made));
  }

  show(
    place,
    wayBack(context, "/petitions", words.back),
    h("h1", { class: "govuk-heading-l" }, words.title(facts.reference)),
    summary([
      [words.petition, h("span", { dir: "auto" }, facts.title)],
      [words.to, h("span", { dir: "auto" }, facts.to.lines.join(", "))],
      [words.expected, words.numbers(facts.expected, facts.named)],
    ]),
    isHeld
      ? actingForm({ lead: words.lead, fields: { mark: { row, input: mark, fail: () => {} } }, label: words.make, act })
      : h("p", { class: "govuk-inset-text" }, words.notHeld),
    result,
  );
}

/**
 * Make the package. Where the line breaks it tries again; nothing is lost while the page stays open.
 * @param {Pick<Context, "api" | "keeper">} context
 * @param {Facts} facts
 * @param {{withMark: boolean, say: (sentence: string) => void, wait?: (milliseconds: number) => Promise<void>}} how
 * @returns {Promise<Made>}
 */
export async function makePackage({ api, keeper }, facts, { withMark, say, wait = sleep }) {
  const address = `${HANDOVERS}${facts.reference}/`;
  const { passphrase } = await keeper.beginPackage({ vault: facts.vault, facts, with_mark: withMark });
  /** @type {Blob[]} what is sealed already; a browser may lay it on the disk */
  const parts = [];
  const keep = (/** @type {Uint8Array} */ bytes) => void (bytes.length > 0 && parts.push(new Blob([/** @type {BlobPart} */ (bytes)])));
  let walked = "";
  for (let after = ""; ; ) {
    const piece = await again(() => pieceFrom(api, `${address}signatures/?after=${after}&walked=${encodeURIComponent(walked)}`), { say, wait });
    const { signatures } = piece;
    walked = piece.walked;
    if (signatures.length === 0) break;
    const { bytes, last, confirmed } = await keeper.addToPackage({ signatures });
    keep(bytes);
    after = last;
    say(words.making(confirmed, facts.expected));
    // Work that somebody began is a sign of somebody: the desk does not lock itself in the middle of it.
    globalThis.dispatchEvent?.(new Event("wheel"));
  }
  const { bytes, said, printed } = await keeper.endPackage({});
  keep(bytes);
  await again(() => api.post(`${address}made/`, { ...said, walked }), { say, wait });
  return { ...said, ...printed, passphrase, file: new Blob(parts, { type: "application/octet-stream" }) };
}

/**
 * Some signatures, and the server's own sum over all that it has given so far, which it wants back with the next question.
 * @param {Pick<Context, "api">["api"]} api
 * @param {string} address
 */
async function pieceFrom(api, address) {
  const answer = await api.getStream(address);
  return { signatures: new Uint8Array(await answer.arrayBuffer()), walked: answer.headers.get("Walked") ?? "" };
}

/**
 * Lay the sealed package on the server, part by part, for one download.
 * @param {Pick<Context, "api">} context
 * @param {string} reference
 * @param {{file: Blob, id: string, until: string, say: (sentence: string) => void, wait?: (milliseconds: number) => Promise<void>}} wanted
 * @returns {Promise<string>} the path of its address
 */
export async function layDown({ api }, reference, { file, id, until, say, wait = sleep }) {
  const address = `${HANDOVERS}${reference}/`;
  const { part_size, have } = await api.post(`${address}package/`, { id, length: file.size });
  const hash = await newHash();
  for (let number = 0; number * part_size < file.size; number += 1) {
    const part = new Uint8Array(await file.slice(number * part_size, (number + 1) * part_size).arrayBuffer());
    hash.update(part);
    if (!have.includes(number)) await again(() => api.postBytes(`${address}package/${number}/?length=${file.size}`, part), { say, wait });
    say(words.laying(Math.min(file.size, (number + 1) * part_size), file.size));
  }
  const { path } = await api.post(`${address}offer/`, { length: file.size, sha256: await hash.hex(), expires_on: until });
  return path;
}

/**
 * @template T
 * @param {() => Promise<T>} act
 * @param {{say: (sentence: string) => void, wait: (milliseconds: number) => Promise<void>}} how
 * @returns {Promise<T>}
 */
async function again(act, { say, wait }) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (problem) {
      const { code = "", status = 0 } = /** @type {{code?: string, status?: number}} */ (problem);
      if (tries === TRIES || (code !== "offline" && status < 500)) throw problem;
      say(words.waiting);
      await wait(A_SECOND * 2 ** tries);
    }
  }
}

/** @param {number} milliseconds @returns {Promise<void>} */
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @param {Context} context @param {Facts} facts @param {Made} made */
function resultOf(context, facts, made) {
  const until = new Date();
  until.setDate(until.getDate() + USUAL_DAYS);
  const day = field({ label: words.until, type: "date", value: moment(until).slice(0, 10), attributes: { "data-field": "until" } });
  const laid = h("div", { "data-laid": true });
  const id = newUuid();

  /** @param {(sentence: string) => void} say */
  async function act(say) {
    if (day.input.value === "") throw new FieldProblem("day", words.needDay);
    const path = await layDown(context, facts.reference, { file: made.file, id, until: day.input.value, say });
    show(laid, h("p", { class: "govuk-body" }, words.laid), summary([[words.address, h("span", { class: "secret", translate: "no" }, `${location.origin}${path}`)]]));
  }

  const name = `${facts.reference}.zip.age`;
  return [
    section(
      words.madeTitle,
      h("p", { class: "govuk-body", "data-made": made.confirmed }, words.made(made.confirmed, made.named)),
      h("p", { class: "govuk-body", "data-pdf": made.has_pdf ? "made" : "none" }, made.has_pdf ? words.pdf : words.noPdf, made.elsewhere > 0 ? ` ${words.elsewhere(made.elsewhere)}` : ""),
      made.unreadable > 0 ? warning(words.unreadableTitle, words.unreadable(made.unreadable)) : null,
      summary([
        [words.passphrase, h("span", { class: "secret", translate: "no", "data-passphrase": true }, made.passphrase), words.passphraseHint],
        [words.chain, h("code", { class: "hash", dir: "ltr" }, made.chain)],
      ]),
    ),
    section(words.stickTitle, h("p", { class: "govuk-body" }, words.stick), h("a", { class: "govuk-link", href: URL.createObjectURL(made.file), download: name, "data-save": true }, words.save)),
    section(words.layTitle, actingForm({ lead: words.layLead, fields: { day }, label: words.lay, act }), laid),
  ];
}
