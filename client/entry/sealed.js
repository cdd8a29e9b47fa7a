// The desk's door, and the sealed desk behind it: one page, so that nobody is asked for a passphrase twice.

import { ALARMS } from "../sealed/alarms.js";
import { ANNEXES } from "../sealed/annexes.js";
import { makeApp } from "../sealed/app.js";
import { CASES } from "../sealed/cases.js";
import { signInScreen } from "../sealed/door.js";
import { HOUSE } from "../sealed/house.js";
import { REQUESTS } from "../sealed/inbox.js";
import { joinScreen } from "../sealed/join.js";
import { ME } from "../sealed/me.js";
import { MEMBERS } from "../sealed/members.js";
import { NUMBERS } from "../sealed/numbers_screen.js";
import { PETITIONS } from "../sealed/petitions.js";
import { REFERRALS } from "../sealed/referrals.js";
import { ROUNDS } from "../sealed/rounds.js";
import { unlockScreen } from "../sealed/unlock.js";
import { VAULTS } from "../sealed/vaults.js";
import { WAYS } from "../sealed/ways.js";

// The first that a member may use opens where the address names none.
const ALL = [REQUESTS, CASES, ALARMS, REFERRALS, HOUSE, WAYS, ROUNDS, NUMBERS, VAULTS, PETITIONS, ANNEXES, MEMBERS, ME];

const root = document.getElementById("sealed");
if (root) {
  const app = makeApp(root, ALL);
  if (root.dataset.page === "join") joinScreen(app);
  else if (root.dataset.page === "sealed") unlockScreen(app);
  else signInScreen(app);
}
