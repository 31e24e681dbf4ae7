/** Reading templates as plain JSON, in which any value may be missing or an intrinsic function. */
export type Values = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path such as `LaunchTemplateData.Monitoring.Enabled`; undefined where anything on the way is missing. */
export const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);

/** A list as it is, a single value as a list of one, nothing as an empty list. */
export const list = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** Every string inside a value; keys are left out. */
export const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(strings)
      : [];

/** A number written as such or in digits; NaN for everything else, so that every comparison with it fails. */
export const number = (value: unknown): number =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
    ? Number(value)
    : Number.NaN;

export const isWithin = (value: unknown, least: number, most: number): boolean =>
  number(value) >= least && number(value) <= most;
