import type { Path } from '../../contract/findings';
import type { ConfigFault, SuppliedDefault } from './config-fault';

/** What reading one `config.json` has found so far; shared by the readers of its nested objects. */
export interface Ledger {
  readonly faults: ConfigFault[];
  readonly defaults: SuppliedDefault[];
  /** Keys that a family has asked for, by the path of their object. */
  readonly read: Map<string, Set<string>>;
}

export const newLedger = (): Ledger => ({ faults: [], defaults: [], read: new Map() });

type Values = Readonly<Record<string, unknown>>;

/**
 * Reads the values of one object of a `config.json`. It notes every value of the wrong type as a fault, and every value
 * that it supplies itself as a default; `null` counts as left out, as in transformers.
 */
export class ConfigReader {
  private readonly asked: Set<string>;

  /** @param supplier the code whose defaults stand for what the file leaves out, with its version */
  constructor(
    readonly values: Values,
    private readonly path: Path,
    private readonly supplier: string,
    private readonly ledger: Ledger,
  ) {
    const at = path.join('.');
    this.asked = ledger.read.get(at) ?? new Set();
    ledger.read.set(at, this.asked);
  }

  /** A whole number above zero that must be there, under the first of these names that has a value. */
  count(...names: readonly string[]): number {
    const [name, value] = this.find(names);
    if (value === undefined) {
      this.fault(names[0] as string, {
        problem: 'is missing from config.json',
        got: undefined,
        expected: `a whole number above 0${names.length > 1 ? ` (also read: ${names.slice(1).join(', ')})` : ''}`,
        fix: 'take config.json from the model’s own repository, unchanged',
      });
      return 1;
    }
    return this.whole(name, value, 1);
  }

  /** A whole number, or what the model's code supplies in its place. */
  countOr(fallback: number, ...names: readonly string[]): number {
    const [name, value] = this.find(names);
    return value === undefined ? this.supply(name, fallback) : this.whole(name, value, 0);
  }

  /** As {@link countOr}, of a value from which weights follow. */
  sizeOr(fallback: number, ...names: readonly string[]): number {
    const [name, value] = this.find(names);
    return value === undefined ? this.supply(name, fallback, true) : this.whole(name, value, 0);
  }

  /** A whole number, or nothing where the file leaves it out. */
  maybeCount(...names: readonly string[]): number | undefined {
    const [name, value] = this.find(names);
    return value === undefined ? this.supply(name, undefined) : this.whole(name, value, 0);
  }

  /** A whole number; nothing where the file says `null`, and the fallback where it leaves the key out. */
  nullableCount(fallback: number | undefined, name: string): number | undefined {
    this.asked.add(name);
    if (this.values[name] === null) {
      return undefined;
    }
    return fallback === undefined ? this.maybeCount(name) : this.countOr(fallback, name);
  }

  numberOr(fallback: number, name: string): number {
    const [, value] = this.find([name]);
    if (value === undefined) {
      return this.supply(name, fallback);
    }
    return typeof value === 'number' ? value : this.wrong(name, value, 'a number', fallback);
  }

  maybeNumber(name: string): number | undefined {
    const [, value] = this.find([name]);
    return value === undefined ? this.supply(name, undefined) : this.numberOr(0, name);
  }

  flagOr(fallback: boolean, name: string): boolean {
    const [, value] = this.find([name]);
    if (value === undefined) {
      return this.supply(name, fallback);
    }
    return typeof value === 'boolean' ? value : this.wrong(name, value, 'true or false', fallback);
  }

  maybeText(...names: readonly string[]): string | undefined {
    const [name, value] = this.find(names);
    if (value === undefined) {
      return this.supply(name, undefined);
    }
    return typeof value === 'string' ? value : this.wrong(name, value, 'a text', undefined);
  }

  /** A list whose every entry is of one type. */
  maybeList(name: string, of: 'string'): readonly string[] | undefined;
  maybeList(name: string, of: 'number'): readonly number[] | undefined;
  maybeList(name: string, of: 'string' | 'number'): readonly (string | number)[] | undefined {
    const [, value] = this.find([name]);
    if (value === undefined) {
      return this.supply(name, undefined);
    }
    const entries = Array.isArray(value) ? value : [undefined];
    return entries.every((entry) => typeof entry === of) ? entries : this.wrong(name, value, `a list of ${of}s`, []);
  }

  /** The reader of a nested object, where there is one. */
  maybeInner(name: string, supplier = this.supplier): ConfigReader | undefined {
    const [, value] = this.find([name]);
    if (value === undefined) {
      return this.supply(name, undefined);
    }
    return isObject(value)
      ? new ConfigReader(value, [...this.path, name], supplier, this.ledger)
      : this.wrong(name, value, 'an object', undefined);
  }

  /** The same values, read on behalf of another code. */
  as(supplier: string): ConfigReader {
    return new ConfigReader(this.values, this.path, supplier, this.ledger);
  }

  /** The same object with other values for some keys. */
  with(values: Values): ConfigReader {
    return new ConfigReader({ ...this.values, ...values }, this.path, this.supplier, this.ledger);
  }

  /** The same object without some keys, which the model's code does not read. */
  without(...names: readonly string[]): ConfigReader {
    for (const name of names) {
      this.asked.add(name);
    }
    return this.with(Object.fromEntries(names.map((name) => [name, undefined])));
  }

  /** A value as it stands, for the few keys that may be of several types. */
  raw(name: string): unknown {
    this.asked.add(name);
    return this.values[name] ?? undefined;
  }

  has(name: string): boolean {
    return (this.values[name] ?? undefined) !== undefined;
  }

  /** Keys that have a value and that the family has not asked for. */
  unread(): readonly string[] {
    return Object.keys(this.values).filter((name) => this.has(name) && !this.asked.has(name));
  }

  fault(name: string, { source, ...fault }: Omit<ConfigFault, 'path' | 'source'> & { source?: string }): void {
    this.ledger.faults.push({ ...fault, path: [...this.path, name], source: source ?? this.supplier });
  }

  /** Notes a value that the file leaves out. */
  supply<T>(name: string, value: T, sizesWeights = false): T {
    if (value === undefined && this.values[name] === null) {
      return value; // The file says itself that there is none.
    }
    const key = [...this.path, name].join('.');
    if (!this.ledger.defaults.some((supplied) => supplied.key === key)) {
      this.ledger.defaults.push({ key, value: value ?? null, source: this.supplier, sizesWeights });
    }
    return value;
  }

  private find(names: readonly string[]): [string, unknown] {
    for (const name of names) {
      this.asked.add(name);
    }
    const name = names.find((candidate) => this.has(candidate)) ?? (names[0] as string);
    return [name, this.values[name] ?? undefined];
  }

  private whole(name: string, value: unknown, least: number): number {
    return Number.isSafeInteger(value) && (value as number) >= least
      ? (value as number)
      : this.wrong(name, value, `a whole number of at least ${least}`, 1);
  }

  private wrong<T>(name: string, got: unknown, expected: string, instead: T): T {
    this.fault(name, {
      problem: 'is not what its model code reads',
      got,
      expected,
      fix: 'take config.json from the model’s own repository, unchanged',
    });
    return instead;
  }
}

export const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
