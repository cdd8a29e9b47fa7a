// Whether a sentence repeats somebody: runs of five words that it shares with what was told. Whoever told it would be known by them.

const RUN = 5;

/**
 * Split a text into words: without marks, capitals and what scripts write in two ways.
 * @param {string} text
 * @returns {string[]}
 */
export function wordsIn(text) {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * Give the runs of five words that a sentence shares with anything that was told.
 * @param {string} slip
 * @param {readonly string[]} told each by itself: a run never goes from one into the next
 * @returns {string[]} in the order of the sentence, as plain words
 */
export function sharedRuns(slip, told) {
  const known = new Set(told.flatMap((one) => runsOf(wordsIn(one))));
  return [...new Set(runsOf(wordsIn(slip)).filter((run) => known.has(run)))];
}

/** @param {string[]} words */
function runsOf(words) {
  return words.slice(0, Math.max(0, words.length - RUN + 1)).map((_, at) => words.slice(at, at + RUN).join(" "));
}
