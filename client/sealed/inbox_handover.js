// Hand a request to a colleague or to a shift, with a word about it.

import { button, field, h } from "./dom.js";
import { select } from "./inbox_parts.js";
import { handOver, newSending } from "./requests_acts.js";

/** @param {import("./inbox_request.js").Desk} desk */
export function handoverForm(desk) {
  const { context } = desk.hands;
  const draft = (desk.draft.handover ??= { to: "", text: "", sending: newSending() });
  const vault = context.vaults.find((one) => one.id === desk.request().channel.vault);
  const colleagues = (vault?.holders ?? []).map((one) => one.member).filter((member) => member !== context.me.member);
  const options = /** @type {[string, string][]} */ ([["", "Choose"], ["day", "The day shift"], ["night", "The night shift"], ...colleagues.map((one) => [one, context.nameOf(one)])]);
  const to = select({ label: "Hand over to", options, value: draft.to, change: (value) => (draft.to = value) });
  const words = field({ label: "What they should know", input: "textarea", rows: 2, value: draft.text, attributes: { dir: "auto" } });
  words.input.addEventListener("input", () => (draft.text = words.input.value));
  async function hand() {
    if (!draft.to) return void (context.notify("Choose whom you hand it to.", "problem"), to.control.focus());
    if (await desk.act((request) => handOver(desk.hands, request, { to: draft.to, text: draft.text.trim() }, draft.sending), "Handed over.")) {
      Object.assign(draft, { to: "", text: "", sending: newSending() });
      to.control.value = words.input.value = "";
    }
  }
  const summary = h("summary", { "data-key": "h", "data-key-label": "Hand over" }, "Hand over");
  const element = h("details", { class: "panel not-printed", open: Boolean(draft.text || draft.to) || null }, summary, to.row, words.row, button("Hand over", hand, { kind: "secondary" }));
  return { element };
}
