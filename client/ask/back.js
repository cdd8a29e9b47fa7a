// The page of coming back: the words open the box here, in the browser.

import { NotSealed, base64, unbase64 } from "../vault/bytes.js";
import { Misread, readCode } from "../vault/codes.js";
import { openAnswer } from "../vault/messages.js";
import { ask } from "./asking.js";
import { showBox } from "./box.js";
import { valueOf, wipe } from "./fields.js";
import { keysOf, onceAtATime } from "./form.js";
import { alertBox, sayAt, showAtTop } from "./saying.js";
import { say } from "./sentences.js";
import { slipBox } from "./slips.js";
import { Trouble } from "./trouble.js";
import { slowNotice } from "./writing.js";

/** @typedef {{text: string, day: string, replyTo: string} | null} Read an answer; null where it did not open */

/**
 * Open what the server handed out.
 * @param {{blob: string}[]} answers newest first
 * @param {string} identity
 * @returns {Promise<Read[]>}
 */
export function openAnswers(answers, identity) {
  return Promise.all(
    answers.map(async ({ blob }) => {
      try {
        const { text, at, reply_to: replyTo } = await openAnswer(identity, unbase64(blob));
        return { text, day: at.slice(0, 10), replyTo };
      } catch (error) {
        if (error instanceof NotSealed) return null;
        throw error;
      }
    })
  );
}

/**
 * Take over the form.
 * @param {import("./first.js").Held} held
 */
export function startBack({ form, fields, begin }) {
  const { instance = "", language = "en" } = form.dataset;
  const field = /** @type {HTMLTextAreaElement} */ (fields.get("words")?.[0]);
  const saying = sayAt(form);
  const slow = slowNotice();
  if (slow) form.prepend(slow);

  async function open() {
    showAtTop(null);
    const secret = await readCode(field.value, document.documentElement.lang);
    const keys = await keysOf(secret, instance, saying.tell);
    secret.fill(0);
    saying.tell("opening");
    const found = await ask("/sealed/open/", { body: { token: base64(keys.token) }, tell: saying.tell });
    if (!Array.isArray(found.answers)) throw new Trouble("on_our_side");
    const answers = await openAnswers(found.answers, keys.identity);
    const ticket = valueOf(fields, "ticket");
    const text = valueOf(fields, "text"); // what somebody was writing when a visit without scripts ended
    wipe(fields);
    showBox({ keys, answers, channel: found.channel, card: found.card, language, ticket, text });
  }

  /** @param {unknown} error */
  function fail(error) {
    saying.quiet();
    if (error instanceof Misread) showAtTop(slipBox(error, field));
    else showAtTop(alertBox(say(...wordOf(error))));
  }

  begin(onceAtATime(form, open, fail));
}

/**
 * @param {unknown} error
 * @returns {[string, Record<string, string | number>]}
 */
function wordOf(error) {
  return error instanceof Trouble ? [error.word, error.values] : ["broken", {}];
}
