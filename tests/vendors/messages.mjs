// Whole messages, for schemes that sign more than a body: how each vendor's library signs and verifies them. An entry has
//
// - `scheme`, the name in `payauth/schemes`, and `place`, which puts the texts of the scheme into a message
// - `draw(draw, now)`, which returns a message: its secret, URL, method, body and everything else that payauth signs
// - `sign(message, now)`, which returns the texts of the vendor's library by name, if the library can sign
// - `accepts(message, now)`, which returns a boolean or throws
// - `changes`, functions that change a message so that payauth and the library must reject it
// - `late`, an age in milliseconds at which payauth and the library must reject the message
// - `verifiesOnly`, which is true if payauth cannot sign

import { forms } from "./forms.mjs";
import { queries } from "./queries.mjs";
import { stamped } from "./stamped.mjs";

export const MESSAGES = { ...forms, ...queries, ...stamped };
