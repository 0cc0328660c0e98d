// A function of AWS Lambda that receives webhooks.

import { MemoryStore, schemes } from "payauth";
import { lambdaHandler } from "payauth/node";
import { act } from "./act.mjs";

const secrets = () => [process.env.STRIPE_WEBHOOK_SECRET];
export const handler = lambdaHandler(schemes.stripe, { secrets, store: new MemoryStore() }, act);
