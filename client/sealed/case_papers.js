// Papers: which there are, which run out, and which the ways out that are wished for ask for.

import { expiring, lacking } from "../casework/documents.js";
import { wordsOf } from "../casework/kinds.js";
import { BEST_WAYS } from "../casework/state.js";
import { registersOf } from "../casework/registers.js";
import { dayOf, itemsSection, today } from "./case_items.js";
import { countryName } from "./case_lands.js";
import { h, show } from "./dom.js";
import { facts, stamp } from "./inbox_parts.js";
import { say } from "./words_case_work.js";
import { LACK_WORDS } from "./words_ways.js";

/** @typedef {import("../casework/kinds.js").Item} Item @typedef {{id: string, body: any}} Pathway */
/** @typedef {{way: Pathway, lacks: import("../casework/documents.js").Lack[]}} Compared */

/** @type {Record<string, string>} */
const STATES = { have: "It is there", missing: "Missing", applied: "Applied for", lost: "Lost", taken: "Taken away" };
/** @type {Record<string, string>} */
const STAMPS = { have: "deed", missing: "words", applied: "waiting", lost: "words", taken: "words" };

/**
 * Compare papers with what ways out ask for: those that are applied for, and those to a country that the person wishes for and did not say no to.
 * @param {{documents: Item[], applications: Item[], wishes: Item[], pathways: Pathway[], on: string}} wanted
 * @returns {Compared[]} those with the fewest papers missing first
 */
export function papersFor({ documents, applications, wishes, pathways, on }) {
  const open = /** @type {readonly string[]} */ (BEST_WAYS);
  const applied = new Set(applications.filter(({ body }) => open.includes(body.state)).map(({ body }) => body.way));
  const countries = new Set(wishes.flatMap(({ body }) => body.countries));
  const no = new Set(wishes.flatMap(({ body }) => body.no));
  const wished = (/** @type {Pathway} */ { id, body }) => countries.has(body.country) && !no.has(id) && !body.closed_on && !(body.closes && body.closes < on);
  return pathways
    .filter((way) => applied.has(way.id) || wished(way))
    .map((way) => ({ way, lacks: lacking(documents, way.body.papers, on) }))
    .sort((one, other) => one.lacks.length - other.lacks.length || one.way.body.name.localeCompare(other.way.body.name) || one.way.id.localeCompare(other.way.id));
}

/** @type {import("./case_panels.js").Panel} */
export function documentsPanel(place, desk) {
  const [checklist, rest] = [h("div"), h("div")];
  place.append(rest, checklist);
  const words = wordsOf("document").choices;
  const registers = registersOf(desk.hands.context);
  const { store } = desk.hands;
  const section = itemsSection(rest, desk, {
    kind: "document", title: "Papers", lead: say("documentsLead"), empty: say("documentsNone"), add: "Add a paper",
    order: (one, other) => (words.what?.[one.body.what] ?? "").localeCompare(words.what?.[other.body.what] ?? "") || one.id.localeCompare(other.id),
    fields: ["what", "state", "country", "expires", "kept_at"],
    labels: { what: "Which paper", state: "Is it there?", country: "Issued by", expires: "Runs out on", kept_at: "Where it is kept" },
    choices: { state: Object.entries(STATES) },
    check: (body) => ({ ...(body.what ? {} : { what: say("documentWhat") }), ...(body.state ? {} : { state: say("documentState") }) }),
    summary: (item) => [
      h("p", { class: "case-item__title" }, item.body.state ? stamp(STATES[item.body.state] ?? "", STAMPS[item.body.state] ?? "quiet") : null, " ", h("strong", {}, words.what?.[item.body.what] ?? ""), item.body.country ? `, ${countryName(item.body.country)}` : ""),
      facts([expiryOf(desk, item), item.body.kept_at ? h("span", { dir: "auto" }, item.body.kept_at) : null]),
    ],
  });
  function compare() {
    if (!desk.view().held.has("identity")) return show(checklist);
    if (!registers.isRead || !desk.view().held.has("route")) return show(checklist);
    const all = papersFor({
      documents: store.items(desk.id, "document"), applications: store.items(desk.id, "application"), wishes: store.items(desk.id, "wish"),
      pathways: registers.items("pathway"), on: today(desk),
    });
    const lines = all.map(({ way, lacks }) => h("li", {}, lacks.length === 0 ? [stamp("Complete", "deed"), " ", say("papersAll", { way: way.body.name })] : [stamp("Lacking", "words"), " ", say("papersLack", { way: way.body.name, papers: lacks.map(({ paper, why }) => `${(words.what?.[paper] ?? paper).toLowerCase()} (${LACK_WORDS[why]})`).join(", ") })]));
    const isWanted = store.items(desk.id, "application").length > 0 || store.items(desk.id, "wish").some(({ body }) => body.countries.length > 0);
    const isUnknown = isWanted && registers.items("pathway").length === 0;
    show(checklist, h("h3", { class: "govuk-heading-s" }, "What the ways out ask for"), isUnknown ? h("p", { class: "govuk-hint" }, say("papersUnknown")) : lines.length > 0 ? h("ul", { class: "case-papers" }, lines) : h("p", { class: "govuk-hint" }, say(isWanted ? "papersNone" : "papersNoWays")));
  }
  const changed = () => {
    section.changed();
    compare();
  };
  changed();
  // Without the register of ways the papers themselves are still there; the tab of ways says what is wrong with it.
  if (!registers.isRead) registers.refresh().then(compare, () => {});
  return { changed };
}

/** @param {import("./case_panels.js").CaseDesk} desk @param {Item} item */
function expiryOf(desk, item) {
  if (!item.body.expires) return null;
  const [soon] = expiring([item], today(desk));
  if (!soon) return ["runs out on ", dayOf(desk, item.body.expires)];
  return [stamp(soon.expired ? "Has run out" : "Runs out soon", "words"), " ", dayOf(desk, item.body.expires)];
}
