// Two people changed the same thing. Both versions stand side by side, field by field; a person decides, and nothing that was typed is gone.

import { KINDS, wordsOf } from "../casework/kinds.js";
import { valueWords } from "./case_history.js";
import { h, button } from "./dom.js";
import { byWhom, choices, notice } from "./inbox_parts.js";
import { say } from "./words_cases.js";

/** @typedef {import("../casework/acts.js").Clash} Clash */

/**
 * @param {import("./case_panels.js").CaseDesk} desk
 * @param {Clash} clash
 * @param {{keep: (body: any) => unknown, leave: () => void}} then keep: write this body over theirs; leave: theirs stands
 */
export function conflictPanel(desk, clash, { keep, leave }) {
  const { context } = desk.hands;
  const { theirs, clashes } = clash;
  const words = wordsOf(theirs.kind);
  const name = context.nameOf(theirs.author);
  /** @type {Map<string, string>} */
  const chosen = new Map(clashes.map((one) => [one.field, "theirs"]));
  const texts = clashes.every((one) => isText(theirs.kind, one));
  const write = (/** @type {(clash: import("../casework/merge.js").Clash) => any} */ of) => {
    const body = structuredClone(clash.merged);
    for (const one of clashes) set(body, one.field, of(one));
    return keep(body);
  };
  const join = (/** @type {import("../casework/merge.js").Clash} */ one) => [one.theirs, one.mine].filter(Boolean).join("\n");
  return h(
    "div",
    { role: "alert" },
    notice(
      "word",
      say("clash", { name }),
      h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Both versions" }, tableOf(desk, clash, words)),
      clashes.length > 1 ? oneByOne(clash, words, { name, chosen, keep: () => write((one) => (chosen.get(one.field) === "mine" ? one.mine : one.theirs)) }) : null,
      h(
        "div",
        { class: "row" },
        button(`Let ${name}'s stand`, leave, { kind: "secondary" }),
        button("Keep yours", () => write((one) => one.mine), { kind: "secondary" }),
        texts ? button("Keep both texts", () => write(join), { kind: "secondary" }) : null,
      ),
      h("p", { class: "quiet small" }, say("clashAfter")),
    ),
  );
}

/** @param {import("./case_panels.js").CaseDesk} desk @param {Clash} clash @param {ReturnType<typeof wordsOf>} words */
function tableOf(desk, clash, words) {
  const { theirs, clashes } = clash;
  const heads = ["", byWhom(theirs.author, theirs.at, desk.hands.context), "You"].map((one) => h("th", { class: "govuk-table__header", scope: "col" }, one));
  const cell = (/** @type {string} */ field, /** @type {any} */ value) => h("td", { class: "govuk-table__cell as-written", dir: "auto" }, saidOf(desk, clash, field, value));
  const rows = clashes.map(({ field, theirs: one, mine }) =>
    h("tr", { class: "govuk-table__row" }, h("th", { class: "govuk-table__header", scope: "row" }, fieldWords(words, field)), cell(field, one), cell(field, mine)),
  );
  return h(
    "table",
    { class: "govuk-table" },
    h("caption", { class: "govuk-visually-hidden" }, words.name),
    h("thead", { class: "govuk-table__head" }, h("tr", {}, heads)),
    h("tbody", { class: "govuk-table__body" }, rows),
  );
}

/** @param {Clash} clash @param {ReturnType<typeof wordsOf>} words @param {{name: string, chosen: Map<string, string>, keep: () => unknown}} then */
function oneByOne({ clashes }, words, { name, chosen, keep }) {
  /** @type {(readonly [string, string])[]} */
  const options = [["theirs", `As ${name} has it`], ["mine", "As you have it"]];
  const lines = clashes.map(({ field }) =>
    choices({ legend: fieldWords(words, field), single: true, options, chosen: ["theirs"], change: ([value = "theirs"]) => chosen.set(field, value) }),
  );
  return h("details", {}, h("summary", {}, "Choose line by line"), lines, button("Keep as chosen", keep, { kind: "secondary" }));
}

/** Whether a field holds words that somebody wrote, so that both can stand. @param {string} kind @param {import("../casework/merge.js").Clash} clash */
function isText(kind, { field, mine, theirs }) {
  const shape = KINDS[kind]?.fields[field];
  return typeof shape === "string" && /^t\d/.test(shape) && typeof mine === "string" && typeof theirs === "string";
}

/**
 * Put a value where a clash names it: `aim`, or `steps.<id>.what`.
 * @param {any} body
 * @param {string} path
 * @param {any} value
 */
export function set(body, path, value) {
  const parts = path.split(".");
  const last = parts.pop() ?? "";
  let place = body;
  for (const part of parts) place = Array.isArray(place) ? place.find((one) => one.id === part) : place?.[part];
  if (Array.isArray(place)) {
    const at = place.findIndex((one) => one.id === last);
    if (value === undefined) place.splice(at, at < 0 ? 0 : 1);
    else if (at < 0) place.push(value);
    else place[at] = value;
  } else if (place && value === undefined) delete place[last];
  else if (place) place[last] = value;
}

/** @param {ReturnType<typeof wordsOf>} words @param {string} path */
function fieldWords(words, path) {
  const names = path.split(".").filter((part) => !/^[0-9a-f-]{36}$/.test(part));
  return words.fields[names.join(".")] ?? words.fields[names[0] ?? ""] ?? names.join(", ");
}

/** @param {import("./case_panels.js").CaseDesk} desk @param {Clash} clash @param {string} path @param {any} value @returns {string} */
function saidOf(desk, { theirs }, path, value) {
  if (value === undefined) return "Taken away";
  const [field = "", id = "", ...more] = path.split(".");
  // A row of a table is said as a row; a field of one as it stands.
  const said = id ? (more.length > 0 ? String(value) : valueWords(desk.hands.context.nameOf, theirs.kind, field, [value])) : valueWords(desk.hands.context.nameOf, theirs.kind, field, value);
  return said || "Nothing";
}
