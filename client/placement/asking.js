// The page's side of a run: it asks, the worker answers, and to cancel is to end the worker.

/**
 * @typedef {import("./serving.js").Asked} Asked
 * @typedef {import("./serving.js").Answered} Answered
 * @typedef {import("./running.js").Progress} Progress
 * @typedef {{postMessage: (message: unknown) => void, onmessage: ((event: MessageEvent) => void) | null, onerror?: ((event: any) => void) | null,
 *   terminate?: () => void}} Port
 */

/** Why there is no answer: `cancelled`, `no-worker`, or the worker's own word. */
export class NoAnswer extends Error {
  /** @param {string} code @param {string} [message] */
  constructor(code, message = code) {
    super(message);
    this.name = "NoAnswer";
    this.code = code;
  }
}

/**
 * Ask through a worker that was just started.
 * @param {Port} port
 * @param {string} wasm where the solver's bytes are, on this site
 */
export function solverOver(port, wasm) {
  /** @type {Map<number, {resolve: (answer: any) => void, reject: (problem: Error) => void, progress?: ((progress: Progress) => void) | undefined}>} */
  const waiting = new Map();
  let [asked, ended] = [0, ""];
  port.onmessage = ({ data }) => {
    const one = waiting.get(data.id);
    if (!one) return;
    if (data.progress) return one.progress?.(data.progress);
    waiting.delete(data.id);
    if (data.problem) one.reject(new NoAnswer(data.problem.code, data.problem.message));
    else one.resolve(data.answer);
  };
  port.onerror = () => end("no-worker");
  port.postMessage({ wasm });

  /** @param {string} code */
  function end(code) {
    ended ||= code;
    port.terminate?.();
    for (const one of waiting.values()) one.reject(new NoAnswer(code));
    waiting.clear();
  }

  return {
    /**
     * @template {keyof Asked} Call
     * @param {Call} call
     * @param {Asked[Call]} wanted
     * @param {(progress: Progress) => void} [progress]
     * @returns {Promise<Answered[Call]>}
     */
    ask(call, wanted, progress) {
      if (ended) return Promise.reject(new NoAnswer(ended));
      asked += 1;
      const id = asked;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject, progress });
        port.postMessage({ id, call, wanted });
      });
    },
    /** Stop, whatever it is doing; the run is gone, and placing by hand stays. */
    cancel: () => end("cancelled"),
  };
}
