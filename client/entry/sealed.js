// The desk's door, and the sealed desk behind it: one page, so that nobody is asked for a passphrase twice.

import { ANNEXES } from "../sealed/annexes.js";
import { makeApp } from "../sealed/app.js";
import { signInScreen } from "../sealed/door.js";
import { REQUESTS } from "../sealed/inbox.js";
import { joinScreen } from "../sealed/join.js";
import { ME } from "../sealed/me.js";
import { MEMBERS } from "../sealed/members.js";
import { PETITIONS } from "../sealed/petitions.js";
import { unlockScreen } from "../sealed/unlock.js";
import { VAULTS } from "../sealed/vaults.js";

const root = document.getElementById("sealed");
if (root) {
  const app = makeApp(root, [REQUESTS, VAULTS, PETITIONS, ANNEXES, MEMBERS, ME]);
  if (root.dataset.page === "join") joinScreen(app);
  else if (root.dataset.page === "sealed") unlockScreen(app);
  else signInScreen(app);
}
