// Computes the time of a shared clock from its text, which has three numbers: the time to which the clock was set, the host's time at
// that moment, and the speed of the clock.

export function timeOf(text) {
  const [time, since, speed] = text.split(" ").map(Number);
  return Math.floor(time + (Date.now() - since) * speed);
}
