// The pages of a person who asks for help. They work without this; with it, everything is sealed before it leaves the browser.

import { held } from "../ask/first.js";
import "../ask/older.js";
import "../vault/lists.js";
import { startBack } from "../ask/back.js";
import { startExit } from "../ask/exit.js";
import { startForm } from "../ask/form.js";

startExit();
if (held?.form.id === "ask") startForm(held);
if (held?.form.id === "back") startBack(held);
