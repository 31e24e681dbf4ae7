/** The units in which people say a duration, each from the number of seconds where it begins to be used. */
const units = [
  { name: 'h', seconds: 3600, from: 3600 },
  { name: 'min', seconds: 60, from: 120 },
  { name: 's', seconds: 1, from: 1 },
  { name: 'ms', seconds: 0.001, from: 0 },
] as const;

const unitOf = (seconds: number) =>
  seconds === 0 ? units[2] : (units.find(({ from }) => seconds >= from) as (typeof units)[number]);

/** A duration as people say it: `290 ms`, `45 s`, `2 min 30 s`, `17 min`, `2 h 18 min`. */
export function durationWords(seconds: number): string {
  const unit = unitOf(seconds);
  if (unit.name === 'ms' || unit.name === 's') {
    // From ten on, decimals say more than is known.
    const count = seconds / unit.seconds;
    return `${count >= 10 ? Math.round(count) : Number(count.toPrecision(3))} ${unit.name}`;
  }
  const isHours = unit.name === 'h';
  const [whole, part] = isHours ? wholeAndPart(seconds / 60) : wholeAndPart(seconds);
  // From ten minutes on, seconds say more than is known.
  const isExact = isHours || whole < 10;
  return part === 0
    ? `${whole} ${unit.name}`
    : isExact
      ? `${whole} ${unit.name} ${part} ${isHours ? 'min' : 's'}`
      : `${Math.round(seconds / 60)} min`;
}

const wholeAndPart = (amount: number): [number, number] => {
  const rounded = Math.round(amount);
  return [Math.floor(rounded / 60), rounded % 60];
};

/** The unit in which a duration with a range is said, with how many seconds it has. */
export const rangeUnit = (seconds: number): { readonly name: string; readonly seconds: number } => unitOf(seconds);

/** The ends of a range in the unit of its slow end: `15–22 min`; one duration where they read the same. */
export function durationSpan(low: number, high: number): string {
  const { name, seconds } = unitOf(high);
  const [from, to] = [low, high].map((end) =>
    end < 2 * seconds ? Number((end / seconds).toPrecision(2)) : Math.round(end / seconds),
  );
  return from === to ? durationWords(high) : `${from}–${to} ${name}`;
}
