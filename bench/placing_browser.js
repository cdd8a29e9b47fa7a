// What bench_placing.py measures inside the browser: a worker of ours places a round while the page stays alive, and is ended in the middle.

import { solverOver } from "../client/placement/asking.js";

const open = () => solverOver(new Worker("/solver.js"), "/highs.wasm");

/** Place a round; how long it took, how often progress came, and the longest moment in which the page could do nothing. */
async function place(instance, limit) {
  const solver = open();
  const begun = performance.now();
  let [told, longest, last] = [0, 0, begun];
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 20);
  const outcome = await solver.ask("solve", { instance, limit }, () => void (told += 1));
  clearInterval(beat);
  return { outcome, taken: (performance.now() - begun) / 1000, told, longest };
}

/** Begin, cancel at the first word of progress (or after a while), and give how long it took until the page was told. */
async function cancelled(instance) {
  const solver = open();
  let pressed = 0;
  const press = () => {
    pressed ||= performance.now();
    solver.cancel();
  };
  setTimeout(press, 3000);
  try {
    await solver.ask("solve", { instance, limit: 60 }, press);
  } catch (problem) {
    return { code: problem.code, after: performance.now() - pressed };
  }
  return { code: "finished", after: 0 };
}

globalThis.bench = { place, cancelled };
