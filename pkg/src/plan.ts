// Plans: the facts that all calls of a client to one endpoint share. The core computes them once.

import type { Handle } from "./handle.js";
import { lengthOf } from "./check.js";
import { harmless } from "./redact.js";
import { HAS_NONCE, PARAMS_SHIFT } from "./generated/boundary.js";
import { CALL_AUTH, CALL_LINES, CALL_METHOD, CALL_PATH } from "./generated/records.js";
import { answer, clearFirst, core, instance, malformed, placeWithBody } from "./scratch.js";

/** The part of a call on which a plan depends. */
interface PlannedCall {
  readonly lines: readonly string[];
  readonly flags: number;
  readonly body: string | Uint8Array | undefined;
}

/** The facts that are the same for all calls with one path, method and auth, and with the same flags. */
export interface Plan {
  /** The number of the plan in the module. */
  readonly place: number;
  readonly flags: number;
  /** The `method` and the `auth` that the calls pass. An absent option is an empty text here. */
  readonly asked: string;
  readonly auth: string;
  readonly method: string;
  readonly url: string;
  /** The names of the header fields. */
  readonly names: readonly string[];
  /** The values of the header fields. A value that differs from call to call is an empty text here. */
  readonly values: readonly string[];
}

/** The plans of a client, by path. */
class Plans {
  readonly instance: number;
  readonly byPath = new Map<string, Plan[]>();
  count = 0;

  constructor(instance: number) {
    this.instance = instance;
  }
}

/** How many plans a client has, and how many paths it remembers. */
const MAX_PLANS = 64;

/** Longer paths are not remembered. */
const MAX_PATH = 1024;

/** The maximum length of the lines of a call with a plan. */
const MAX_LINES = 16 * 1024;

/** For longer bodies, a plan saves too little time. */
const MAX_BODY = 16 * 1024;

/** The plan of a call whose path was signed before. */
export function planOf(handle: Handle, client: number, call: PlannedCall): Plan | undefined {
  const { lines, flags } = call;
  const [path, asked, auth] = [lines[CALL_PATH], lines[CALL_METHOD], lines[CALL_AUTH]] as [string, string, string];
  if (varies(call)) return undefined;
  const plans = plansOf(handle);
  const known = plans?.byPath.get(path);
  if (plans === undefined || known === undefined) return undefined;
  for (const plan of known) if (plan.flags === flags && plan.asked === asked && plan.auth === auth) return plan;
  return make(plans, known, client, call);
}

/** The plans of a client in the current instance. */
function plansOf(handle: Handle): Plans | undefined {
  const plans = handle.companion() as Plans | undefined;
  return plans?.instance === instance() ? plans : undefined;
}

/**
 * Whether a call is long, or has parameters or header fields, which may differ from call to call. A call that is not long fits into the
 * scratch buffer, with or without a plan.
 */
function varies({ lines, flags, body }: PlannedCall): boolean {
  let length = 0;
  for (const line of lines) length += line.length;
  if (length > MAX_LINES) return true;
  if (lines.length > CALL_LINES + (flags & HAS_NONCE ? 1 : 0) || flags >> PARAMS_SHIFT > 0) return true;
  return body !== undefined && (typeof body === "string" ? body.length : lengthOf(body)) > MAX_BODY;
}

/**
 * Remembers the path of a call that was signed. The second call to that path makes a plan. A path with a query is not
 * remembered, because the query may differ from call to call.
 */
export function remember(handle: Handle, call: PlannedCall): void {
  const path = call.lines[CALL_PATH] as string;
  if (varies(call) || path.length > MAX_PATH || path.includes("?")) return;
  const plans = plansOf(handle) ?? new Plans(instance());
  handle.accompany(plans);
  if (plans.byPath.has(path)) return;
  if (plans.byPath.size === MAX_PLANS) {
    plans.byPath.clear();
    plans.count = 0;
  }
  plans.byPath.set(path, []);
}

function make(plans: Plans, known: Plan[], client: number, { lines, flags, body }: PlannedCall): Plan | undefined {
  if (plans.count === MAX_PLANS) {
    plans.byPath.clear();
    plans.count = 0;
    return undefined;
  }
  const place = plans.count;
  // The body is written only because this checks the body. Every call checks the body first.
  const [head, length] = placeWithBody("path", lines, body ?? "", "caller");
  if (length < 0) return undefined;
  const record = answer(core().clientPrepare(client, place, flags, head));
  const [method, url, ...pairs] = record.split("\n");
  if (method === undefined || url === undefined || pairs.length % 2 === 0) throw malformed();
  const [written, values] = [0, 1].map((rest) => pairs.slice(0, -1).filter((_, index) => index % 2 === rest)) as [string[], string[]];
  const names = written.map(harmless);
  const plan = { place, flags, asked: lines[CALL_METHOD] as string, auth: lines[CALL_AUTH] as string, method, url, names, values };
  plans.count += 1;
  known.push(plan);
  clearFirst(record.length);
  return plan;
}
