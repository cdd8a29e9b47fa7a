// An address that two people open together: asked for, waited for, shown once for minutes, and gone when somebody leaves.

import { MINUTES, openAddress } from "../casework/shelters.js";
import { button, h, show } from "./dom.js";
import { notice } from "./inbox_parts.js";
import { words } from "./words_help.js";

/** @typedef {import("./shell.js").Context} Context */

const AGAIN = 10_000; // how often it is looked whether somebody gave their share

/**
 * A place in which addresses open, one at a time.
 * @param {Context} context
 * @param {() => Date} [clock]
 * @returns {{element: HTMLElement, open: (code: string, strongbox: string) => Promise<void>, stop: () => void}} stop: nothing of it stays on the page
 */
export function addressPlace(context, clock = () => new Date()) {
  const element = h("div", { class: "address__place not-printed", role: "status", "aria-live": "polite" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let visit = 0;

  function stop() {
    visit += 1;
    clearTimeout(timer);
    show(element);
  }

  /** @param {string} code @param {string} strongbox */
  async function open(code, strongbox) {
    stop();
    const mine = visit;
    /** @param {() => void} act @param {number} wait */
    const later = (act, wait) => (timer = setTimeout(() => mine === visit && act(), wait));
    let isTold = false;
    // However often the line breaks, it is looked again until somebody leaves it: "asked" must not stand there while nobody asks.
    async function look() {
      let answer;
      try {
        answer = await openAddress(context, strongbox);
      } catch (problem) {
        if (mine !== visit) return;
        if (!isTold) context.notify(context.sentenceFor(problem), "problem");
        isTold = true;
        if (!element.firstChild) show(element, notice("", `Shelter ${code}`, h("p", {}, words.addressAgain), button("Leave it", stop, { link: true })));
        return void later(look, AGAIN);
      }
      if (mine !== visit) return;
      isTold = false;
      if (answer.state === "open") return draw(answer.address);
      if (answer.state === "not-mine") return show(element, notice("word", `Shelter ${code}`, h("p", {}, words.notMine)));
      const people = answer.sharers.map((one) => context.nameOf(one)).join(", ");
      show(element, notice("", `Shelter ${code}`, h("p", {}, words.askedAddress, h("bdi", {}, people), "."), button("Leave it", stop, { link: true })));
      later(look, AGAIN);
    }
    /** @param {import("../casework/shelters.js").Address} address */
    function draw({ address, how }) {
      const ends = clock().getTime() + MINUTES * 60_000;
      const left = h("p", { class: "govuk-hint", role: "timer", "aria-live": "off" });
      show(
        element,
        h(
          "section",
          { class: "address", "aria-label": `Address of shelter ${code}` },
          h("h3", { class: "govuk-heading-s" }, `Shelter ${code}`),
          h("p", { class: "address__words", dir: "auto" }, address),
          how ? h("p", { class: "address__words", dir: "auto" }, how) : null,
          h("p", { class: "govuk-body" }, words.addressLead),
          left,
          button("Take it away now", gone, { kind: "secondary" }),
        ),
      );
      function tick() {
        const seconds = Math.max(0, Math.ceil((ends - clock().getTime()) / 1000));
        if (seconds === 0) return gone();
        show(left, `Gone in ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
        later(tick, 1000);
      }
      tick();
    }
    function gone() {
      stop();
      show(element, h("p", { class: "govuk-hint" }, words.addressGone));
    }
    await look();
  }
  return { element, open, stop };
}
