// The handler of all programs: it prints the message, and fails if the message asks for it.

export function act(event, { json, attempt }) {
  const { id, fails } = json();
  if (fails) throw new Error("the handler's own");
  console.log(`handled ${id}, attempt ${attempt}`);
}

/** Says where a server listens. */
export function listening(server) {
  console.log(`address: http://127.0.0.1:${server.address().port}`);
}
