// Small parts that the screens of ways out share.

import { moment } from "../vault/moments.js";
import { h } from "./dom.js";

/** @typedef {import("../casework/registers.js").Registers} Registers @typedef {import("./shell.js").Context} Context */
/**
 * What the screens of ways out work with; it is the hands of cases and of registers at once.
 * @typedef {{context: Context, registers: Registers, store: import("../casework/store.js").CaseStore, clock?: () => Date}} WaysHands
 */

/** Today. @param {{clock?: () => Date}} hands @returns {string} */
export function todayOf({ clock = () => new Date() }) {
  return moment(clock()).slice(0, 10);
}

/** @param {Context} context @param {string} path @param {string} label */
export function goTo(context, path, label) {
  const link = h("a", { class: "govuk-link", href: `#${path}` }, h("bdi", {}, label));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    context.go(path);
  });
  return link;
}
