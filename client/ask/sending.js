// Sends one message: files first, then the words, everything sealed to the channel. Sent twice, it is one message.

import { base64, newUuid } from "../vault/bytes.js";
import { messageOf, sealMessage } from "../vault/messages.js";
import { moment } from "../vault/moments.js";
import { ask } from "./asking.js";
import { Trouble } from "./trouble.js";
import { makeUploads } from "./uploading.js";

/** @typedef {import("../vault/messages.js").FileMark} FileMark */
/** @typedef {import("../vault/codes.js").SourceKeys} SourceKeys */
/** @typedef {{text: string, answers: Record<string, unknown>, language: string, files: readonly File[], clean: boolean}} Written what a person filled in */
/** @typedef {{print: string, id: string, blob: string, files: string[]}} Sealed print: what it was made of, to tell whether anything has changed since */

/**
 * @param {{channel: string, ticket: string, tell: import("./asking.js").Tell}} where channel: its id
 */
export function makeSending({ channel, ticket, tell }) {
  const uploads = makeUploads({ channel, tell });
  /** @type {Sealed | null} */
  let last = null;

  /**
   * @param {Written} written
   * @param {FileMark[]} marks
   * @param {{recipient: string, reply: string}} to
   * @returns {Promise<Sealed>} the one from the last try, if nothing has changed since
   */
  async function sealed({ text, answers, language }, marks, { recipient, reply }) {
    const print = JSON.stringify([text, answers, language, marks, recipient, reply]);
    if (last?.print === print) return last;
    tell("sealing");
    const blob = await sealMessage(recipient, messageOf({ text, answers, language, files: marks, at: moment(new Date()), reply }));
    return { print, id: newUuid(), blob: base64(blob), files: marks.map(({ id }) => id) };
  }

  /**
   * @param {string} address
   * @param {object} to whose box
   * @param {Sealed} message
   */
  async function post(address, to, { id, blob, files }) {
    tell("sending");
    try {
      const { sequence } = await ask(address, { body: { ...to, id, blob, files, ticket }, tell });
      if (!Number.isInteger(sequence)) throw new Trouble("on_our_side", { perhaps: true });
    } catch (error) {
      if (error instanceof Trouble && error.perhaps) throw new Trouble(error.word, { unsure: true, code: error.code, cause: error });
      throw error;
    }
  }

  return {
    /**
     * Send a first message, which opens a box.
     * @param {Written} written
     * @param {{recipient: string, keys: SourceKeys}} to recipient: of the channel
     * @throws {Trouble}
     */
    async open(written, { recipient, keys }) {
      const marks = await uploads.bring(written.files, { recipient, clean: written.clean });
      const to = { recipient, reply: keys.recipient };
      const earlier = last;
      last = await sealed(written, marks, to);
      try {
        await post("/sealed/boxes/", { channel, box: keys.box }, last);
      } catch (error) {
        if (!(error instanceof Trouble) || error.code !== "taken" || !earlier || earlier === last) throw error;
        // A try before arrived after all, and something was changed since: this is a further message in the same box.
        const rest = marks.filter(({ id }) => !earlier.files.includes(id));
        last = await sealed(written, rest, to);
        await post("/sealed/add/", { token: base64(keys.token) }, last);
      }
      done();
    },
    /**
     * Send a further message into a box.
     * @param {Written} written
     * @param {{recipient: string, keys: SourceKeys}} to recipient: of who answered last, else of the channel
     * @throws {Trouble}
     */
    async add(written, { recipient, keys }) {
      const marks = await uploads.bring(written.files, { recipient, clean: written.clean });
      last = await sealed(written, marks, { recipient, reply: keys.recipient });
      await post("/sealed/add/", { token: base64(keys.token) }, last);
      done();
    },
  };

  function done() {
    last = null;
    uploads.forget();
  }
}
