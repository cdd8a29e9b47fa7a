// Small invented rounds.

import { USUAL } from "./instance.js";

/** @param {object} more */
export const way = (id, more = {}) => ({ id, country: "AA", persons: 2, medical: 0, host: "", fund: "", cost: 0, ...more });

/** @param {Record<string, number>} scores by way */
export const group = (card, scores, more = {}) => ({
  card,
  org: "A",
  people: 1,
  tier: "high",
  deadline: "",
  medical: false,
  ways: Object.entries(scores).map(([id, score]) => ({ way: id, score, days: 30 })),
  out: [],
  names: [`name of ${card}`],
  together: [],
  apart: [],
  depends: [],
  lock: null,
  open: "",
  ...more,
});

export const round = (ways, groups, more = {}) => ({
  round: "RO-TEST00",
  made_on: "2026-11-23",
  gap_permille: 0,
  weights: { ...USUAL, share_percent: 0 },
  ways,
  hosts: [],
  funds: [],
  groups,
  ...more,
});
