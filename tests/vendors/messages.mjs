// Whole messages, for schemes that sign more than a body: how each vendor's library signs and verifies them. Each has
//
// - `scheme`, its name in `payauth/schemes`, and `place`, which puts the texts of the scheme into a message
// - `draw(draw, now)`, a message: its secret, URL, method, body and everything else that payauth signs
// - `sign(message, now)`, the texts of the vendor's library by name, if it can sign; `accepts(message, now)` returns a boolean or throws
// - `changes`, changed messages, which both reject; `late`, an age in milliseconds that both reject
// - `verifiesOnly`, if payauth cannot sign

import { forms } from "./forms.mjs";
import { queries } from "./queries.mjs";
import { stamped } from "./stamped.mjs";

export const MESSAGES = { ...forms, ...queries, ...stamped };
