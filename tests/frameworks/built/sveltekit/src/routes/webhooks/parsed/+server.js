// A route that reads the body before the webhook handler reads it.

import { schemes, webhookHandler } from "payauth";
import { act } from "../../../act.mjs";

const secrets = (request, env) => [env?.STRIPE_WEBHOOK_SECRET];
const handle = webhookHandler(schemes.stripe, { secrets }, act);

export const POST = async ({ request, platform }) => (await request.json(), handle(request, platform?.env));
