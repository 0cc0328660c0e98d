// The function that handles messages in all programs. It prints the id of the message. It throws an error if the message requests an error.

export function act(event, { json, attempt }) {
  const { id, fails } = json();
  if (fails) throw new Error("an error of the handler");
  console.log(`handled ${id}, attempt ${attempt}`);
}

/** Prints the address at which a server listens. */
export function listening(server) {
  console.log(`address: http://127.0.0.1:${server.address().port}`);
}
