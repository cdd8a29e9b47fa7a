// The page of a petition, where there are scripts. Without them it does the same, and asks back once.

import { followCountry, guardSending, watchCount } from "../petition/page.js";

const form = document.querySelector("form[data-sign]");
if (form instanceof HTMLFormElement) {
  followCountry(form);
  guardSending(form);
}
const count = document.querySelector("[data-count]");
if (count instanceof HTMLElement) watchCount(count);
