// Makes a provider of the sandbox from a description in `open-apis.mjs`.

const JSON_BODY = /^application\/json\s*(;|$)/i;

export function serve(api) {
  const path = api.token?.path;
  const refuse = (status, call) => write(api, status, call);
  return {
    base: api.base ?? "",
    credentials: api.credentials,
    settings: { lifetime: api.token?.lifetime },
    isToken: (call) => path !== undefined && call.path === path,
    refuse,
    answer(call, room) {
      if (path !== undefined && call.path === path) return issue(api, call, room);
      if (!api.open?.(call) && !api.way(call, room)) return refuse(401, call);
      return checkBody(api, call) ? operate(api, call, room) : refuse(415, call);
    },
  };
}

/** Makes an error answer of the API. For some APIs, the status of the error is only in the body. */
function write(api, status, call) {
  const { headers = {}, body } = api.error(status, call);
  return { status: api.inside?.(status) ?? status, headers, body: JSON.stringify(body) };
}

function issue(api, call, room) {
  const { token } = api;
  const isAuthentic = token.way?.(call, room) ?? true;
  if (call.method !== token.method || !isAuthentic || !token.body(call, room.credentials)) {
    const body = token.refuse?.() ?? api.error(401, call).body;
    return { status: 401, body: JSON.stringify(body) };
  }
  const { lifetime } = room.settings;
  const answer = token.answer(room.tokens.issue(lifetime, call.now), { lifetime }, call.now);
  return { status: token.status ?? 200, body: JSON.stringify(answer) };
}

function checkBody(api, { headers, body }) {
  return body.length === 0 || (api.body ?? JSON_BODY).test(headers["content-type"] ?? "");
}

/** Executes an authentic call: one operation for each idempotency key. */
function operate(api, call, room) {
  const { idempotency } = api;
  const key = idempotency && call.headers[idempotency.header];
  if (key === undefined) {
    return idempotency?.isRequired?.(call) && call.method === "POST" ? write(api, 400, call) : accept(api, call);
  }
  if (key.length > (idempotency.longest ?? 255)) return write(api, 400, call);
  const known = room.memory.get(key);
  const said = `${call.method} ${call.target}\n${call.body}`;
  if (known !== undefined && known.said !== said) return write(api, 409, call);
  const answer = known?.answer ?? { ...accept(api, call), status: 201 };
  room.memory.set(key, { said, answer });
  if (known === undefined) return answer;
  return { ...answer, status: idempotency.repeat ?? answer.status, headers: idempotency.repeated ?? {} };
}

function accept(api, call) {
  return { status: 200, body: JSON.stringify({ ...api.answer?.(call), ok: true, number: call.number }) };
}
