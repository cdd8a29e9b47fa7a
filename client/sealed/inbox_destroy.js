// Destroy what a person sent. Asked twice, because nothing brings it back.

import { button, h, show } from "./dom.js";
import { choices } from "./inbox_parts.js";
import { destroyMessages } from "./requests_acts.js";

/**
 * @param {import("./inbox_request.js").Desk} desk
 * @param {() => void} leave
 * @returns {HTMLElement}
 */
export function destroyForm(desk, leave) {
  const place = h("div", {});
  let all = false;
  function ask() {
    const both = choices({
      legend: "Destroy",
      single: true,
      options: [["in", "The person's messages and files"], ["all", "These, and all that we wrote about them: answers, notes, marks"]],
      chosen: [all ? "all" : "in"],
      change: ([value]) => (all = value === "all"),
    });
    const yes = button("Destroy now", destroy, { kind: "warning" });
    show(place, h("p", {}, "This cannot be undone. Backups may hold the sealed bytes until they are overwritten. The person's box stays, with our answers in it, so that you can go on writing."), both, h("div", { class: "row" }, yes, button("Leave it", () => show(place, first), { link: true })));
    yes.focus();
  }
  async function destroy() {
    if (await desk.act((request) => destroyMessages(desk.hands, request, { all }), "")) {
      desk.hands.store.drafts.delete(desk.request().id);
      leave();
      desk.hands.context.notify("Destroyed.");
    }
  }
  const first = button("Destroy what they sent …", ask, { link: true, attributes: { class: "as-link" } });
  show(place, first);
  return h("details", { class: "panel not-printed" }, h("summary", {}, "Destroy"), place);
}
