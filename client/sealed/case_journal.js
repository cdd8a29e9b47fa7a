// The journal of a case: what was said, what colleagues wrote down, and what was changed in between. The newest comes first.

import { addEntry, newSending } from "../casework/acts.js";
import { wordsOf } from "../casework/kinds.js";
import { changesOf, historyOf, valueWords } from "./case_history.js";
import { button, field, h, show } from "./dom.js";
import { byWhom, select, stamp, written } from "./inbox_parts.js";
import { answerWords } from "./requests_words.js";
import { momentWords } from "./requests_time.js";
import { say } from "./words_cases.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/kinds.js").Entry} Entry @typedef {import("../casework/kinds.js").Item} Item */
/** @typedef {{id: string, at: string, kind: "said" | "written" | "changed", mark: string, draw: () => HTMLElement}} Line */

const WINDOW = 60;
const QUIET = ["request", "compartment"]; // said elsewhere
/** The words agreed on for a sign of life and its link are read where they are given to the person, and are no part of what happened. */
const APART = ["check-in.word", "check-in.duress", "check-in.link"];
const LONG = 140; // letters of a change that are shown

/** @type {import("./case_panels.js").Panel} */
export function journalPanel(place, desk) {
  const list = h("ol", { class: "talk journal", "aria-label": say("journalTitle") });
  const foot = h("div", {});
  let [wanted, shown] = ["", WINDOW];
  /** @type {Map<string, HTMLElement>} */
  const drawn = new Map();

  function draw() {
    const lines = linesOf(desk).filter((one) => !wanted || one.kind === wanted);
    for (const [key] of drawn) if (!lines.some((one) => one.mark === key)) drawn.delete(key);
    show(
      list,
      lines.slice(0, shown).map((one) => {
        const line = drawn.get(one.mark) ?? h("li", {}, one.draw());
        drawn.set(one.mark, line);
        return line;
      }),
    );
    const more = () => {
      shown += WINDOW;
      draw();
    };
    show(foot, lines.length === 0 ? h("p", { class: "govuk-hint" }, say("journalEmpty")) : null, lines.length > shown ? button(`Show ${Math.min(WINDOW, lines.length - shown)} more`, more, { kind: "secondary" }) : null);
  }

  const filter = select({
    label: "Show", options: [["", "Everything"], ["said", "What was said"], ["written", "What was written down"], ["changed", "What was changed"]], value: wanted, name: "journal__filter",
    change: (value) => {
      wanted = value;
      draw();
    },
  });
  show(place, h("h2", { class: "govuk-heading-m" }, say("journalTitle")), writing(desk), filter.row, list, foot);
  draw();
  return { changed: draw };
}

/** @param {CaseDesk} desk */
function writing(desk) {
  const draft = desk.draft("journal");
  draft.sending ??= newSending();
  const words = field({
    label: "Write into the journal", hint: say("journalHint"), input: "textarea", rows: 3, value: draft.text ?? "",
    attributes: { dir: "auto", maxlength: 5000, autocapitalize: "sentences", "data-key": "n", "data-key-label": "Write into the journal" },
  });
  words.input.addEventListener("input", () => (draft.text = words.input.value));
  const hows = Object.entries(wordsOf("entry").choices.how ?? {});
  const how = select({ label: "What it is", options: hows, value: draft.how ?? "note", change: (value) => (draft.how = value) });
  async function keep() {
    const text = (draft.text ?? "").trim();
    words.fail(text ? null : "Write what happened.");
    if (!text) return words.input.focus();
    const entry = { kind: "entry", how: draft.how ?? "note", text };
    if (!(await desk.act(() => addEntry(desk.hands, desk.id, entry, draft.sending), say("journalKept")))) return;
    Object.assign(draft, { text: "", sending: newSending() });
    words.input.value = "";
  }
  return h("section", { class: "panel not-printed journal__writing", "aria-label": "Write into the journal" }, words.row, h("div", { class: "filter__row" }, how.row), button("Keep it", keep, { kind: "secondary" }));
}

/** Everything that happened, the newest first. @param {CaseDesk} desk @returns {Line[]} */
function linesOf(desk) {
  const { store } = desk.hands;
  const items = store.items(desk.id);
  const about = new Map(items.map((one) => [one.id, one]));
  /** @type {Line[]} */
  const entries = store.entries(desk.id).map((entry) => ({
    id: entry.id, at: entry.body.said || entry.at, kind: entry.body.kind === "message" ? "said" : "written", mark: entry.id, draw: () => entryOf(desk, entry, about),
  }));
  /** @type {Line[]} */
  const changed = items
    .filter((one) => !QUIET.includes(one.kind))
    .map((item) => ({ id: item.id, at: item.at, kind: "changed", mark: `${item.id} ${item.version}`, draw: () => changeOf(desk, item) }));
  return [...entries, ...changed].sort((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id));
}

/** @param {CaseDesk} desk @param {Entry} entry @param {Map<string, Item>} about */
function entryOf(desk, entry, about) {
  if (entry.body.kind === "message") return messageOf(desk, entry);
  return entry.body.kind === "second" ? secondOf(desk, entry, about) : noteOf(desk, entry, about);
}

/** @param {CaseDesk} desk @param {Entry} entry */
function messageOf(desk, { body }) {
  const isIn = body.direction === "in";
  const said = Object.entries(body.answers ?? {}).map(([key, value]) => answerWords(key, value)).filter(([, words]) => words);
  const count = body.files.length;
  const look = button("look at the files", () => desk.go("files"), { link: true });
  const files = count === 0 ? null : h("p", { class: "talk__by" }, count === 1 ? "With a file: " : `With ${count} files: `, look);
  return h(
    "article",
    { class: `talk__one talk__one--${isIn ? "person" : "ours"}` },
    h("p", { class: "talk__by" }, isIn ? "The person" : "We", body.said ? [", ", h("time", { datetime: body.said }, momentWords(body.said))] : ""),
    written(body.text, body.language),
    said.length > 0 ? h("dl", { class: "talk__said" }, said.map(([key, words]) => h("div", {}, h("dt", {}, h("bdi", {}, key)), h("dd", { dir: "auto", lang: body.language || null }, words)))) : null,
    files,
  );
}

/** @param {CaseDesk} desk @param {Entry} entry @param {Map<string, Item>} about */
function noteOf(desk, { body, author, at }, about) {
  const item = about.get(body.about);
  const how = wordsOf("entry").choices.how?.[body.how] ?? "Note";
  return h(
    "article",
    { class: "talk__one talk__one--note" },
    h("p", { class: "talk__by" }, stamp(how, body.how === "warning" ? "words" : body.how === "decision" ? "accepted" : "quiet"), " ", byWhom(author, at, desk.hands.context), item ? `, about: ${wordsOf(item.kind).name}` : ""),
    written(body.text, "", "note__words"),
  );
}

/** @param {CaseDesk} desk @param {Entry} entry @param {Map<string, Item>} about */
function secondOf(desk, { body, author, at }, about) {
  const item = about.get(body.about);
  const named = item ? `, about: ${wordsOf(item.kind).name}` : "";
  const yes = body.says === "yes";
  return h(
    "article",
    { class: "talk__one talk__one--note" },
    h("p", { class: "talk__by" }, stamp(yes ? "Agrees" : "Does not agree", yes ? "deed" : "words"), " ", byWhom(author, at, desk.hands.context), named),
    body.reason ? written(body.reason, "", "note__words") : null,
  );
}

/** @param {CaseDesk} desk @param {Item} item */
function changeOf(desk, item) {
  const { context } = desk.hands;
  const shown = item.kind === "file" ? ["name", "what"] : changesOf(item.body, null).filter((name) => !APART.includes(`${item.kind}.${name}`));
  const said = shown.map((name) => valueWords(context.nameOf, item.kind, name, item.body[name])).filter(Boolean).join(", ");
  return h(
    "article",
    { class: "talk__one talk__one--note journal__change" },
    h("p", { class: "talk__by" }, h("strong", {}, wordsOf(item.kind).name), item.version > 1 ? ", changed by " : ", written by ", byWhom(item.author, item.at, context)),
    said ? h("p", { class: "note__words", dir: "auto" }, said.length > LONG ? `${said.slice(0, LONG)}…` : said) : null,
    historyOf(desk, item),
  );
}
