// Asks the server. What comes back and goes out is sealed already, or says nothing about anybody.

import { words } from "./words.js";

/** A refusal or a failure, with a sentence for the person. */
export class Problem extends Error {
  /**
   * @param {string} code such as "signed-out", "stale", "offline"
   * @param {string} sentence for the person
   * @param {{status?: number, current?: unknown}} [more] current: what the server has now, with a 409
   */
  constructor(code, sentence, { status = 0, current } = {}) {
    super(sentence);
    this.name = "Problem";
    this.code = code;
    this.sentence = sentence;
    this.status = status;
    this.current = current;
  }
}

/**
 * @param {Response} answer
 * @returns {Promise<Problem>}
 */
async function problemIn(answer) {
  /** @type {{problem?: unknown, code?: unknown, current?: unknown}} */
  const said = (answer.headers.get("content-type") ?? "").includes("json") ? await answer.json().catch(() => ({})) : {};
  const sentence = typeof said.problem === "string" && said.problem !== "" ? said.problem : words.noAnswerOfUse(answer.status);
  const code = typeof said.code === "string" ? said.code : answer.status === 401 ? "signed-out" : `status-${answer.status}`;
  return new Problem(code, sentence, { status: answer.status, current: said.current });
}

/**
 * @typedef {object} Api
 * @property {(address: string) => Promise<any>} get JSON
 * @property {(address: string, body?: object) => Promise<any>} post JSON both ways
 * @property {(address: string, bytes: Uint8Array | Blob) => Promise<any>} postBytes a part of a file; JSON back
 * @property {(address: string) => Promise<Uint8Array>} getBytes a sealed file, whole
 * @property {(address: string) => Promise<Response>} getStream a sealed file, as it comes
 */

/**
 * Give what the screens ask the server with. Every failure is a Problem; a lost session calls `signedOut` first.
 * @param {{csrf: () => string, signedOut?: () => void, ask?: typeof fetch}} wanted
 * @returns {Api}
 */
export function makeApi({ csrf, signedOut = () => {}, ask = (...what) => fetch(...what) }) {
  /**
   * @param {string} address
   * @param {RequestInit} [how]
   */
  async function send(address, how = {}) {
    if (!address.startsWith("/") || address.startsWith("//")) throw new TypeError("only this server is asked");
    /** @type {Response} */
    let answer;
    try {
      answer = await ask(address, {
        ...how,
        cache: "no-store",
        credentials: "same-origin",
        redirect: "error",
        headers: { Accept: "application/json", ...how.headers },
      });
    } catch {
      throw new Problem("offline", words.offline);
    }
    if (answer.ok) return answer;
    const problem = await problemIn(answer);
    if (answer.status === 401) signedOut();
    throw problem;
  }
  /** @param {Response} answer */
  async function read(answer) {
    try {
      return await answer.json();
    } catch {
      throw new Problem("not-json", words.noAnswerOfUse(answer.status), { status: answer.status });
    }
  }
  const headers = () => ({ "X-CSRFToken": csrf() });
  return {
    get: async (address) => read(await send(address)),
    post: async (address, body = {}) =>
      read(await send(address, { method: "POST", headers: { ...headers(), "Content-Type": "application/json" }, body: JSON.stringify(body) })),
    postBytes: async (address, bytes) =>
      read(
        await send(address, {
          method: "POST",
          headers: { ...headers(), "Content-Type": "application/octet-stream" },
          body: /** @type {BodyInit} */ (bytes),
        }),
      ),
    getBytes: async (address) => new Uint8Array(await (await send(address)).arrayBuffer()),
    getStream: (address) => send(address),
  };
}
