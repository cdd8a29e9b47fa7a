// The confidential annex of a publication: written, compared with what everybody will read, and given to named recipients, all in this browser.

import { base64, hex, newUuid, random } from "../vault/bytes.js";
import { moment } from "../vault/moments.js";
import { annexOnly, findsNamesIn } from "./annex_facts.js";
import { copyPage } from "./annex_page.js";
import { field, h, show } from "./dom.js";
import { section, summary, wayBack, warning } from "./parts.js";
import { actingForm, FieldProblem } from "./progress.js";
import { holdersFields } from "./vault_form.js";
import { words } from "./words_annex.js";

/**
 * @typedef {import("./shell.js").Context} Context
 * @typedef {{reference: string, vault: string, record: string, version: number}} Annex
 * @typedef {{version: number, hash: string, language: string, public: import("./annex_facts.js").Public[], known: {texts: string[], language: string},
 *   tables: import("./annex_facts.js").Tables}} Comparison
 * @typedef {{heading: string, text: string}} Body
 * @typedef {{context: Context, address: string, way: string, annex: Annex, comparison: Comparison, publication: string, body: Body, prev: string}} Opened
 */

export const TYPE = "annex.text";
const FINDINGS_SHOWN = 20;
const USUAL_DAYS = 30;

/** @type {import("./shell.js").Way} */
export const ANNEXES = { name: "annexes", title: words.title, permission: "publications.publication.write", screen: annexScreen };

/**
 * @param {HTMLElement} place
 * @param {Context} context
 * @param {string[]} path ["<crisis>", "<publication>"]
 */
export async function annexScreen(place, context, path) {
  // The way names no publication, as it names no request; which one is meant stands on the page that was asked for.
  const [crisis, publication] = path.length > 0 ? path : (document.getElementById("sealed")?.dataset.annex ?? "").split("/");
  if (!/^[-a-z0-9_]+$/.test(crisis ?? "") || !/^PU-[0-9A-Z]+$/.test(publication ?? ""))
    return show(place, h("h1", { class: "govuk-heading-l" }, words.title), h("p", { class: "govuk-body" }, words.lead));
  const address = `/desk/${crisis}/publications/${publication}/annex/`;
  const back = h("a", { class: "govuk-back-link", href: address }, words.back);
  /** @type {{annex: Annex | null, comparison: Comparison, publication: string}} */
  const given = await context.api.get(`${address}sealed/`);
  const way = `/annexes/${crisis}/${publication}`;
  const title = h("h1", { class: "govuk-heading-l" }, words.of(given.publication));
  if (given.annex === null) return show(place, back, title, beginning(context, address, way));
  const opened = await open({ context, address, way, annex: given.annex, comparison: given.comparison, publication: given.publication });
  if (typeof opened === "string") return show(place, back, title, h("p", { class: "govuk-inset-text" }, opened));
  show(place, back, title, summary([["Number", given.annex.reference], ["Sealed version", String(given.annex.version)]]), editing(opened), comparing(opened), copying(opened));
}

/** @param {Context} context @param {string} address @param {string} way to come back to */
function beginning(context, address, way) {
  const holders = holdersFields(context);
  const heading = field({ label: words.heading, attributes: { "data-field": "heading", dir: "auto" } });
  const text = field({ label: words.text, hint: words.textHint, input: "textarea", rows: 12, attributes: { "data-field": "text", dir: "auto" } });
  /** @type {{vault?: string, record?: string}} what was made before an earlier try failed */
  const made = {};

  async function act() {
    const body = read(heading, text);
    if (!made.vault) {
      const vault = await context.keeper.createVault({ kind: "annex", holders: holders.read() });
      await context.api.post("/desk/vault/vaults/", vault);
      made.vault = vault.id;
    }
    if (!made.record) {
      const id = newUuid();
      await write(context, made.vault, { id, version: 1, prev: "", body });
      made.record = id;
    }
    await context.api.post(`${address}sealed/`, { vault: made.vault, record: made.record });
    await context.refresh();
    context.go(way, { replace: true });
    context.notify(words.begun);
  }

  return actingForm({ lead: words.writeLead, fields: { heading, text, holders: holders.field }, label: words.begin, act });
}

/**
 * @param {Omit<Opened, "body" | "prev">} wanted
 * @returns {Promise<Opened | string>} or why it cannot be opened
 */
async function open(wanted) {
  const { context, annex } = wanted;
  if (!context.vaults.some((vault) => vault.id === annex.vault && vault.opened)) return words.notHeld;
  const { records } = await context.api.get(`/desk/vault/vaults/${annex.vault}/records/?type=${TYPE}`);
  const sealed = records.find((/** @type {{id: string}} */ one) => one.id === annex.record);
  const [record] = sealed ? await context.keeper.openRecords({ vault: annex.vault, records: [sealed] }) : [];
  if (!record || record.problem) return words.notOpened;
  if (!record.signed) return words.notSigned;
  return { ...wanted, annex: { ...annex, version: record.version }, body: record.body, prev: record.hash };
}

/** @param {Opened} opened */
function editing(opened) {
  const { context, annex } = opened;
  const heading = field({ label: words.heading, value: opened.body.heading, attributes: { "data-field": "heading", dir: "auto" } });
  const text = field({ label: words.text, hint: words.textHint, input: "textarea", rows: 12, value: opened.body.text, attributes: { "data-field": "text", dir: "auto" } });
  const theirs = h("div");

  async function act() {
    const body = read(heading, text);
    try {
      await write(context, annex.vault, { id: annex.record, version: annex.version + 1, prev: opened.prev, body });
    } catch (problem) {
      const { status, current } = /** @type {{status?: number, current?: {version: number, blob: string}}} */ (problem);
      if (status !== 409 || !current) throw problem;
      const [now] = await context.keeper.openRecords({ vault: annex.vault, records: [{ id: annex.record, type: TYPE, ...current }] });
      if (!now || now.problem) throw problem;
      annex.version = now.version;
      opened.prev = now.hash;
      show(theirs, warning(words.theirs, words.faster(context.nameOf(now.author)), h("p", { class: "annex__theirs", dir: "auto" }, now.body.text)));
      throw new FieldProblem("text", words.faster(context.nameOf(now.author)));
    }
    context.go(opened.way, { replace: true });
    context.notify(words.kept);
  }

  return h("div", {}, theirs, actingForm({ lead: words.writeLead, fields: { heading, text }, label: words.keep, act }));
}

/** @param {Opened} opened */
function comparing({ context, address, annex, comparison, body }) {
  if (comparison.version === 0) return section(words.compareTitle, h("p", { class: "govuk-body" }, words.noVersion));
  const result = h("div", { "data-result": true });
  const silent = comparison.public.some((one) => !findsNamesIn(one.language));

  async function act() {
    const { language, known, tables } = comparison;
    const found = annexOnly({ annex: `${body.heading}\n${body.text}`, language, texts: comparison.public, known, tables });
    await context.api.post(`${address}check/`, { version: comparison.version, record_version: annex.version, findings: found.length });
    show(
      result,
      found.length === 0 ? h("p", { class: "govuk-inset-text", "data-clean": true }, words.clean) : findings(found, comparison),
      silent ? h("p", { class: "govuk-body" }, words.noCapitals) : null,
    );
  }

  return section(words.compareTitle, actingForm({ lead: words.compareLead(comparison.version), fields: {}, label: words.compare, act }), result);
}

/** @param {import("./annex_facts.js").Leak[]} found @param {Comparison} comparison */
function findings(found, comparison) {
  const rows = found.slice(0, FINDINGS_SHOWN).map(({ part, language, words: said }) => {
    const text = comparison.public.find((one) => one.part === part && one.language === language)?.text ?? "";
    const at = text.indexOf(said);
    const around = at < 0 ? said : text.slice(Math.max(0, at - 60), at + said.length + 60);
    return h("li", { "data-finding": said }, h("strong", { dir: "auto" }, said), ` (${language}): `, h("q", { lang: language, dir: "auto" }, around));
  });
  return warning(words.compareTitle, words.found(found.length), h("ul", { class: "govuk-list govuk-list--bullet" }, rows));
}

/** @param {Opened} opened */
function copying({ context, address, annex, publication, body, comparison }) {
  const until = new Date();
  until.setDate(until.getDate() + USUAL_DAYS);
  const recipient = field({ label: words.recipient, attributes: { "data-field": "recipient", maxlength: 200, dir: "auto" } });
  const key = field({ label: words.key, hint: words.keyHint, attributes: { "data-field": "key", maxlength: 80 } });
  const day = field({ label: words.until, type: "date", value: moment(until).slice(0, 10), attributes: { "data-field": "until" } });
  const result = h("div", { "data-copy": true });

  /** @param {(sentence: string) => void} say */
  async function act(say) {
    const office = recipient.input.value.trim();
    if (office === "") throw new FieldProblem("recipient", words.needRecipient);
    if (day.input.value === "") throw new FieldProblem("day", words.needDay);
    say(words.sealing);
    const copy = { reference: annex.reference, publication, ...body, recipient: office, on: moment(new Date()).slice(0, 10), mark: hex(random(4)), language: comparison.language };
    const { bytes, passphrase } = await sealedFor(context, copyPage(copy), key.input.value.trim());
    const means = passphrase === "" ? "key" : "passphrase";
    const kept = await context.api.post(`${address}copies/`, { recipient: office, means, record_version: annex.version, blob: base64(bytes), expires_on: day.input.value });
    show(
      result,
      h("p", { class: "govuk-body" }, words.made),
      summary([
        [words.address, h("span", { class: "secret", translate: "no" }, `${location.origin}${kept.path}`)],
        [words.passphrase, passphrase === "" ? words.openedWithKey : h("span", { class: "secret", translate: "no", "data-passphrase": true }, passphrase)],
      ]),
    );
  }

  return section(words.copyTitle, actingForm({ lead: words.copyLead, fields: { recipient, key, day }, label: words.make, act }), result);
}

/** @param {Context} context @param {string} page @param {string} recipient */
async function sealedFor(context, page, recipient) {
  try {
    return await context.keeper.sealCopy({ text: page, recipient });
  } catch (problem) {
    if (/** @type {{code?: string}} */ (problem).code === "no-recipient") throw new FieldProblem("key", words.badKey);
    throw problem;
  }
}

/** @param {Context} context @param {string} vault @param {{id: string, version: number, prev: string, body: Body}} record */
async function write(context, vault, { id, version, prev, body }) {
  const blob = await context.keeper.sealRecord({ vault, id, type: TYPE, version, prev, at: moment(new Date()), body });
  await context.api.post(`/desk/vault/vaults/${vault}/records/`, { id, type: TYPE, version, blob });
}

/** @param {{input: HTMLInputElement}} heading @param {{input: HTMLInputElement}} text @returns {Body} */
function read(heading, text) {
  if (text.input.value.trim() === "") throw new FieldProblem("text", words.needText);
  return { heading: heading.input.value.trim(), text: text.input.value.trim() };
}

