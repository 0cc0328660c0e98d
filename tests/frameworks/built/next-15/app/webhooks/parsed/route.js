// Reads the body before the handler does.
import { receiver } from "shop-webhooks";
import { act } from "../../../act.mjs";

const handle = receiver(act);

export const POST = async (request) => (await request.json(), handle(request));
