// Webhooks of Stripe, by a CommonJS package that requires payauth.
import { MemoryStore, receiver } from "shop-webhooks";
import { act } from "../../../act.mjs";

export const POST = receiver(act, { store: new MemoryStore() });
