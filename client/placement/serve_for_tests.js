// Answers tests written in Python: a line of JSON in, a line of JSON out, one process for all of them.

import { createInterface } from "node:readline";
import loadHighs from "highs";
import { compared, explain, whatIf } from "./explaining.js";
import { readInstance } from "./instance.js";
import { prepare, solveRound } from "./solving.js";
import { problemOf } from "./model.js";
import { runnerOf } from "./running.js";

const run = runnerOf(await loadHighs());

const calls = {
  solve: ({ instance, options = {} }) => solveRound(readInstance(instance), run, options),
  explain: ({ instance, outcome, cards }) => cards.map((card) => explain(readInstance(instance), outcome, card)),
  whatIf: ({ instance, outcome, card, way }) => {
    const [before, asked] = [readInstance(instance), whatIf(readInstance(instance), outcome, { card, way })];
    if (asked.codes.length) return { codes: asked.codes };
    const after = solveRound(asked.instance, run, { ...asked.options, prices: false });
    return { codes: [], outcome: after, compared: compared(before, outcome, after) };
  },
  problem: ({ instance }) => {
    const { found, must, hand } = prepare(readInstance(instance));
    const { pairs, ...problem } = problemOf(found, must, "held");
    return { ...problem, groups: pairs.map((pair) => pair.group.card), ways: pairs.map((pair) => pair.way.id), hand: [...hand.values()].map((pair) => pairs.indexOf(pair)) };
  },
};

/** JSON has no infinity; nothing here is ever that large. */
const plain = (_key, value) => (value === Infinity ? 1e30 : value === -Infinity ? -1e30 : value);

for await (const line of createInterface({ input: process.stdin })) {
  const { call, ...asked } = JSON.parse(line);
  let answer;
  try {
    answer = { answer: calls[call](asked) };
  } catch (problem) {
    answer = { problem: `${problem.name}: ${problem.message}` };
  }
  process.stdout.write(`${JSON.stringify(answer, plain)}\n`);
}
