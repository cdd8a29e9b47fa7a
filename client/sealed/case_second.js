// A second person's word on a decision: who wrote it cannot say it, and a changed decision asks for it again.

import { newSending, second } from "../casework/acts.js";
import { isSeconded, newestWords } from "../casework/state.js";
import { button, field, h, show } from "./dom.js";
import { stamp } from "./inbox_parts.js";
import { say } from "./words_case_work.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/kinds.js").Item} Item @typedef {import("../casework/kinds.js").Entry} Entry */

/**
 * The newest word of each colleague about this version of a decision.
 * @param {Item} item
 * @param {Entry[]} entries
 * @returns {{author: string, says: string, reason: string}[]}
 */
export function wordsAbout(item, entries) {
  return [...newestWords(item, entries).values()].map(({ author, body }) => ({ author, says: body.says, reason: body.reason }));
}

/**
 * Show who stands behind a decision, and offer it to somebody else.
 * @param {CaseDesk} desk
 * @param {Item} item
 * @param {{sides?: [string, string]}} [how] sides: the words of yes and no
 * @returns {HTMLElement}
 */
export function secondPart(desk, item, { sides = [say("secondAgree"), say("secondDiffer")] } = {}) {
  const { hands, id } = desk;
  const { nameOf, me } = hands.context;
  const entries = hands.store.entries(id);
  const said = wordsAbout(item, entries);
  const isOld = said.length === 0 && entries.some(({ body }) => body.kind === "second" && body.about === item.id);
  const name = `second-${item.id}-${item.version}`;
  const place = h("div", { class: "case-second" });

  /** @param {"yes" | "no"} says @param {string} reason */
  async function keep(says, reason) {
    const draft = desk.draft(name);
    if (await desk.act(() => second(hands, id, item, { says, reason }, (draft[says] ??= newSending())), say("secondKept"))) desk.dropDraft(name);
  }

  function differ() {
    const draft = desk.draft(name);
    const made = field({ label: say("secondReason"), input: "textarea", value: draft.reason ?? "", attributes: { maxlength: 500, dir: "auto" } });
    made.input.addEventListener("input", () => (draft.reason = made.input.value));
    const send = () => (made.input.value.trim() ? keep("no", made.input.value.trim()) : made.fail(say("secondNeedsReason")));
    show(place, h("div", { class: "case-form" }, made.row, h("div", { class: "row" }, button("Keep", send), button("Leave it", () => (desk.dropDraft(name), draw()), { link: true }))));
    made.input.focus();
  }

  function draw() {
    const yes = said.filter((one) => one.says === "yes");
    show(
      place,
      isSeconded(item, entries) ? h("p", {}, stamp("Two people", "checked"), " ", h("bdi", {}, say("secondBy", { names: yes.map((one) => nameOf(one.author)).join(", ") }))) : null,
      said.filter((one) => one.says === "no").map((one) => h("p", {}, stamp("Disputed", "words"), " ", h("bdi", {}, say("secondAgainst", { name: nameOf(one.author) })), one.reason ? [": ", h("span", { dir: "auto" }, one.reason)] : null)),
      isOld ? h("p", { class: "govuk-hint" }, say("secondOld")) : null,
      item.author === me.member
        ? said.length === 0 ? h("p", { class: "govuk-hint" }, say("secondMissing")) : null
        : h("div", { class: "row" }, yes.some((one) => one.author === me.member) ? null : button(sides[0], () => keep("yes", ""), { kind: "secondary" }), button(sides[1], differ, { link: true })),
    );
  }
  draw();
  return place;
}
