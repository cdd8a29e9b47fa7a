// The form of a petition while its signatures are being worked for; loaded by no other page.

import { startProof } from "../sign/proof.js";

startProof();
