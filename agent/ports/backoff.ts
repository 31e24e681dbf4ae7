/** Seconds until the next of several attempts: anything up to a bound that doubles, so that many instances spread out. */
export function backoffSeconds(attempt: number, random: number, { firstSeconds = 1, mostSeconds = 60 } = {}): number {
  return Math.min(mostSeconds, firstSeconds * 2 ** Math.min(attempt, 16)) * (0.5 + random / 2);
}
