// Holds the keys, away from the page. What it can be asked stands in client/vault/worker_calls.js.

import { serve } from "../vault/worker_calls.js";

serve(/** @type {any} */ (self));
