// The time of a shared clock, computed from its text: a time, the host's time at which it was set, and its speed.

export function timeOf(text) {
  const [time, since, speed] = text.split(" ").map(Number);
  return Math.floor(time + (Date.now() - since) * speed);
}
