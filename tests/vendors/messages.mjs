// Whole messages, where more than a body is signed: how each vendor's library signs and accepts them. Each has
//
// - `scheme`, its name in `payauth/schemes`, and `place`, which puts what the scheme writes into a message
// - `draw(draw, now)`, a message: its secret, URL, method, body and whatever else payauth signs
// - `sign(message, now)`, what the vendor's library writes, by name, where it can sign; `accepts(message, now)` tells or throws
// - `changes`, messages that were changed: both refuse them; `late`, an age in milliseconds that both refuse
// - `verifiesOnly`, where payauth refuses to sign

import { forms } from "./forms.mjs";
import { queries } from "./queries.mjs";
import { stamped } from "./stamped.mjs";

export const MESSAGES = { ...forms, ...queries, ...stamped };
