// The page of a sealed paper.

import { startOpening } from "../annex/opening.js";

const root = document.getElementById("annex");
if (root?.dataset.means === "passphrase") startOpening(root);
