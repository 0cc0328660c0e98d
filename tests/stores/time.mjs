// What a shared clock says, from the text that it is: a time, when it was set by the host's clock, and its speed.

export function timeOf(text) {
  const [time, since, speed] = text.split(" ").map(Number);
  return Math.floor(time + (Date.now() - since) * speed);
}
