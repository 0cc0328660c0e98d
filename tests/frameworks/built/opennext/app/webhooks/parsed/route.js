// Reads the body before the handler does.

import { schemes, webhookHandler } from "payauth";
import { act } from "../../../act.mjs";

const secrets = () => [process.env.STRIPE_WEBHOOK_SECRET];
const handle = webhookHandler(schemes.stripe, { secrets }, act);

export const POST = async (request) => (await request.json(), handle(request));
