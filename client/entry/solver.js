// Places a round, away from the page: what is asked stands in client/placement/serving.js. It is served by us and runs only a solver whose
// bytes have the hash that was written into this script when it was built.

import loadHighs from "highs";
import { serve } from "../placement/serving.js";

serve(/** @type {any} */ (self), { load: /** @type {any} */ (loadHighs), sha256: HIGHS_SHA256 });
