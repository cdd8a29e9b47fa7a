// Referrals: what waits for us, what was taken in, what was offered to others; and one package, to take or to refuse.

import { newOpening } from "../casework/opening.js";
import { answerReferral, makeRegister, openPackages, referralsOf, takeReferral } from "../casework/referrals.js";
import { told } from "../casework/referral_package.js";
import { wordsOf } from "../casework/kinds.js";
import { storeOf } from "../casework/store.js";
import { colleagues, newDraft, openingForm } from "./case_opening.js";
import { button, field, h, show } from "./dom.js";
import { choices, notice, select, stamp } from "./inbox_parts.js";
import { wayBack } from "./parts.js";
import { dayWords } from "./requests_time.js";
import { REASON_WORDS, STATES, say } from "./words_referrals.js";

/** @typedef {import("./shell.js").Context} Context @typedef {import("../casework/referrals.js").Row} Row @typedef {import("../casework/referrals.js").Came} Came @typedef {import("../casework/referral_package.js").Package} Package */

/** @type {import("./shell.js").Way} */
export const REFERRALS = { name: "referrals", title: "Referrals", permission: "casework.case.work", screen: referralsScreen };

/**
 * @param {HTMLElement} place
 * @param {Context} context
 * @param {string[]} path [] the list; [referral]
 */
async function referralsScreen(place, context, [id = ""]) {
  const known = referralsOf(context);
  show(place, h("h1", { class: "govuk-heading-l" }, say("title")), h("p", { class: "progress-words", role: "status" }, say("loading")));
  await known.refresh();
  const packages = known.register ? await openPackages(context, known.register, known.in) : new Map();
  if (!id) return listScreen(place, context, packages);
  const row = known.in.find((one) => one.id === id);
  if (!row) return show(place, wayBack(context, "/referrals", "All referrals"), h("p", { class: "govuk-body" }, say("gone")));
  return oneScreen(place, context, row, packages.get(id));
}

/** @param {HTMLElement} place @param {Context} context @param {Map<string, Came>} packages */
function listScreen(place, context, packages) {
  const known = referralsOf(context);
  const waiting = known.in.filter((one) => one.state === "offered").sort((one, other) => Number(other.urgent) - Number(one.urgent) || one.expires_on.localeCompare(other.expires_on));
  const before = known.in.filter((one) => one.state !== "offered");
  show(
    place,
    h("h1", { class: "govuk-heading-l" }, say("title")),
    known.register
      ? [h("h2", { class: "govuk-heading-m" }, say("waitingTitle")), waiting.length > 0 ? rows(waiting, (row) => inRow(context, row, packages.get(row.id))) : h("p", { class: "govuk-body" }, say("waitingNone"))]
      : registerPart(context),
    before.length > 0 ? [h("h2", { class: "govuk-heading-m" }, say("inTitle")), rows(before, (row) => inRow(context, row, packages.get(row.id)))] : null,
    h("h2", { class: "govuk-heading-m" }, say("outTitle")),
    known.out.length > 0 ? [h("p", { class: "govuk-hint" }, say("outHint")), rows(known.out, (row) => outRow(context, row))] : h("p", { class: "govuk-body" }, say("outNone")),
  );
}

/** @param {Row[]} all @param {(row: Row) => import("./dom.js").Child} draw */
function rows(all, draw) {
  return h("ul", { class: "case-items" }, all.map((row) => h("li", { class: "case-item", "data-referral": row.id, "data-state": row.state }, h("div", { class: "case-item__says" }, draw(row)))));
}

/** @param {Row} row */
function head({ kind, state, urgent }) {
  const [word, look] = STATES[state] ?? [state, "quiet"];
  return [stamp(word, look), " ", urgent ? [stamp(say("urgent"), "word"), " "] : null, kind === "transfer" ? "Transfer" : "Referral"];
}

/** @param {Context} context @param {Row} row @param {Came | undefined} came */
function inRow(context, row, came) {
  const line = came?.package?.lines[0] ?? "";
  return [
    h("p", {}, head(row), " from ", h("bdi", {}, row.from.name), ", ", dayWords(row.offered_on), row.state === "offered" ? `. ${say("until", { day: dayWords(row.expires_on) })}` : ""),
    line ? h("p", { class: "as-written", dir: "auto" }, line) : null,
    row.state === "revoked" ? h("p", {}, say("revokedThere", { name: row.from.name })) : null,
    row.blob ? button("Open", () => context.go(`/referrals/${row.id}`), { link: true, attributes: { "aria-label": `Open the ${row.kind} from ${row.from.name}` } }) : null,
  ];
}

/** @param {Context} context @param {Row} row */
function outRow(context, row) {
  return h("p", {}, head(row), " to ", h("bdi", {}, row.to.name), ", ", dayWords(row.offered_on), ", by ", h("bdi", {}, context.nameOf(row.offered_by)));
}

/** @param {Context} context */
function registerPart(context) {
  const known = colleagues(context);
  /** @type {string[]} */
  let chosen = [];
  const making = {};
  const problem = h("div", { role: "alert" });
  async function make() {
    if (chosen.length === 0) return show(problem, notice("word", "", h("p", {}, say("choose"))));
    try {
      await makeRegister(context, chosen, making);
      context.go("/referrals", { replace: true });
      context.notify(say("registerMade"));
    } catch (failure) {
      show(problem, notice("word", "", h("p", {}, context.sentenceFor(failure), " ", say("registerOther"))));
    }
  }
  return h(
    "section",
    { class: "panel", "aria-label": say("registerTitle") },
    h("h2", { class: "govuk-heading-m" }, say("registerTitle")),
    h("p", {}, say("registerWords"), " ", say("registerOther")),
    choices({ legend: "Who takes them in with you", options: known.map((one) => [one.member, one.name]), chosen, change: (some) => (chosen = some) }),
    problem,
    button(say("registerTitle"), make, { kind: "secondary" }),
  );
}

/** @param {HTMLElement} place @param {Context} context @param {Row} row @param {Came | undefined} came */
function oneScreen(place, context, row, came) {
  const name = row.from.name;
  const made = came?.package ?? null;
  const acts = h("div", { class: "not-printed" });
  show(
    place,
    wayBack(context, "/referrals", "All referrals"),
    h("h1", { class: "govuk-heading-l" }, row.kind === "transfer" ? "Transfer from " : "Referral from ", h("bdi", {}, name)),
    h("p", {}, head(row), row.state === "offered" ? `. ${say("until", { day: dayWords(row.expires_on) })}` : ""),
    !made ? notice("word", "", h("p", {}, say("letterSealed"))) : null,
    made && !came?.by ? notice("harm", "Not signed", h("p", {}, say("unsigned", { name }))) : null,
    made && came?.by ? [h("p", { class: "quiet" }, say("signedBy", { who: context.nameOf(came.by), name })), packagePart(made, name), acts] : null,
  );
  if (made && came?.by && row.state === "offered") actsPart(acts, context, row, made);
}

/** @param {Package} made @param {string} name */
function packagePart(made, name) {
  return [
    made.consent
      ? notice("deed", "The person allowed it in these words", h("p", { class: "as-written", dir: "auto" }, made.consent.scope || "No words were noted."), made.consent.until ? h("p", { class: "quiet small" }, `Until ${dayWords(made.consent.until)}`) : null)
      : notice("word", "No consent", h("p", {}, say("emergencyThere", { why: made.emergency, name }))),
    h("h2", { class: "govuk-heading-m" }, say("packageTitle")),
    made.items.length + made.lines.length === 0 ? h("p", {}, say("packageEmpty")) : null,
    h("ul", { class: "referral__lines" }, made.items.map((item) => h("li", {}, h("strong", {}, wordsOf(item.kind).name), ". ", h("span", { class: "as-written", dir: "auto" }, told(item.kind, item)))), made.lines.map((line) => h("li", { class: "as-written", dir: "auto" }, line))),
  ];
}

/** @param {HTMLElement} place @param {Context} context @param {Row} row @param {Package} made */
function actsPart(place, context, row, made) {
  const hands = { context, store: storeOf(context) };
  const first = () => show(place, h("p", {}, row.kind === "transfer" ? say("takeTransferWords") : say("takeWords")), h("div", { class: "row" }, button(row.kind === "transfer" ? say("takeTransfer") : say("take"), take), button(say("refuse"), refuse, { kind: "secondary" })));
  const sending = {};

  async function take() {
    if (row.kind === "transfer") {
      await tryTo(place, context, first, async () => answerReferral(context, row, made.label, { accepted: true }, sending), say("accepted"));
      return;
    }
    if (hands.store.cases().length === 0) await hands.store.refresh().catch(() => {}); // for names that are taken; the rest says itself
    const key = `take ${row.id}`;
    const draft = hands.store.drafts.get(key) ?? { ...newDraft(hands), crisis: made.crisis, progress: { opening: newOpening(), items: new Map(), answer: {} } };
    hands.store.drafts.set(key, draft);
    /** @param {import("../casework/opening.js").Wanted} wanted */
    const run = async (wanted) => {
      await takeReferral(hands, { row, came: made, wanted }, draft.progress);
      hands.store.drafts.delete(key);
      context.go(`/cases/${draft.progress.opening.id}`);
      context.notify(say("taken"));
    };
    show(place, h("section", { class: "panel", "aria-label": say("take") }, h("h2", { class: "govuk-heading-m" }, say("take")), h("p", {}, say("takeWords")), openingForm(hands, draft, { run, leave: first })));
  }
  function refuse() {
    let because = "no-capacity";
    const text = field({ label: say("refuseText"), attributes: { maxlength: 500, dir: "auto", autocapitalize: "sentences" } });
    const why = select({ label: say("refuseWhy"), options: Object.entries(REASON_WORDS), value: because, change: (value) => (because = value) });
    const send = () => tryTo(place, context, refuse, () => answerReferral(context, row, made.label, { accepted: false, because, text: text.input.value }, sending), say("refused"));
    show(place, h("section", { class: "panel", "aria-label": say("refuse") }, why.row, text.row, h("div", { class: "row" }, button(say("refuse"), send), button("Leave it", first, { link: true }))));
  }
  first();
}

/** @param {HTMLElement} place @param {Context} context @param {() => void} again @param {() => Promise<unknown>} what @param {string} done */
async function tryTo(place, context, again, what, done) {
  try {
    await what();
    context.go("/referrals");
    context.notify(done);
  } catch (problem) {
    again();
    place.prepend(h("p", { role: "alert", class: "govuk-error-message" }, context.sentenceFor(problem)));
  }
}
