// Whom a case belongs with: together, apart, only with another. A group is shown as what follows from the links.

import { newUuid } from "../vault/bytes.js";
import { newSending } from "../casework/acts.js";
import { wordsOf } from "../casework/kinds.js";
import { linkedCases, mirror } from "../casework/links.js";
import { bundle, peopleOf } from "../casework/people.js";
import { itemsSection } from "./case_items.js";
import { h, show } from "./dom.js";
import { notice, stamp } from "./inbox_parts.js";
import { say } from "./words_case_work.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk */

/** @param {CaseDesk} desk @param {string} id */
function aliasOf({ hands }, id) {
  const found = hands.store.case(id);
  return found ? found.card.alias || found.shell.reference : say("linkGone");
}

/** @type {import("./case_panels.js").Panel} */
export function linksPanel(place, desk) {
  const [group, rest] = [h("div"), h("div")];
  place.append(rest, group);
  const { hands, id } = desk;
  const words = wordsOf("link").choices.relation ?? {};
  const links = () => hands.store.items(id, "link");
  const section = itemsSection(rest, desk, {
    kind: "link", title: "Who belongs together", lead: say("linksLead"), empty: say("linksNone"), add: "Link with another case",
    fields: ["to", "relation", "note"],
    labels: { to: "The other case", relation: "How they belong together", note: "Why" },
    hints: { to: say("linkHint"), relation: say("linkApart").replace("Written", "“Must not meet” is written") },
    choices: () => ({ to: hands.store.cases().filter((one) => one.shell.id !== id).map((one) => /** @type {[string, string]} */ ([one.shell.id, `${one.card.alias || "No name"} (${one.shell.reference})`])).sort(([, one], [, other]) => one.localeCompare(other)) }),
    derive: (body) => ({ ...body, token: body.token || newUuid() }),
    check: (body, before) => ({
      ...(body.to ? {} : { to: say("linkTo") }), ...(body.relation ? {} : { relation: say("linkRelation") }),
      ...(links().some((one) => one.body.to === body.to && one.body.relation === body.relation && one.id !== before?.id) ? { relation: say("linkSelf") } : {}),
    }),
    kept: async (item) => {
      const draft = desk.draft(`mirror-${item.id}`);
      if (await desk.act(() => mirror(hands, id, item, (draft.sending ??= newSending())))) desk.dropDraft(`mirror-${item.id}`);
    },
    summary: ({ body }) => [
      h("p", { class: "case-item__title" }, stamp(words[body.relation] ?? "", body.relation === "apart" ? "words" : "quiet"), " ", h("strong", { dir: "auto" }, aliasOf(desk, body.to))),
      body.note ? h("p", { class: "case-item__words", dir: "auto" }, body.note) : null,
      body.relation === "apart" ? h("p", { class: "govuk-hint" }, say("linkApart")) : null,
    ],
  });
  const changed = () => {
    section.changed();
    show(group, groupOf(desk));
  };
  changed();
  return { changed };
}

/** @param {CaseDesk} desk */
function groupOf(desk) {
  const all = linkedCases(desk.hands);
  const { bundles, conflicts } = bundle(all);
  const mine = bundles.find((one) => one.includes(desk.id)) ?? [];
  const clash = conflicts.filter((pair) => pair.some((one) => mine.includes(one)));
  return [
    clash.map(([one, other]) => notice("harm", "", h("p", {}, say("groupConflict", { one: aliasOf(desk, one), other: aliasOf(desk, other) })))),
    mine.length > 1
      ? [h("h3", { class: "govuk-heading-s" }, say("groupTitle")), h("p", { class: "govuk-body", dir: "auto" }, `${mine.map((one) => aliasOf(desk, one)).join(", ")}: ${peopleOf(mine, all)} people.`)]
      : null,
  ];
}
