import { nameOfError } from '../programs/name-of-error';
import type { ListedInstance, ListInstances, Log, Store } from './ports';

/** By model, the instances of each cell. */
export type Listing = Readonly<Record<string, readonly ListedInstance[]>>;

interface Known {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly cells: Listing;
}

/**
 * Which instances there are. While AWS does not answer, the last answer counts, also that of a program before this one: what
 * serves goes on serving, and Envoy sees by itself which instances are ready.
 */
export class InstanceList {
  private known: Known | undefined;

  constructor(
    private readonly store: Store,
    private readonly log: Log,
  ) {
    this.known = parsed(store.read());
  }

  /** Undefined until AWS has answered once. */
  get cells(): Listing | undefined {
    return this.known?.cells;
  }

  /** Seconds since AWS last answered; undefined until it has. */
  ageSeconds(now: number): number | undefined {
    return this.known === undefined ? undefined : Math.max(0, (now - this.known.at) / 1000);
  }

  /** Asks AWS. Where it does not answer, or knows nothing of a cell, what was known stays. */
  async refresh(list: ListInstances, now: () => number): Promise<void> {
    try {
      const answer = await list();
      this.known = { at: now(), cells: { ...this.known?.cells, ...answer } };
    } catch (thrown) {
      this.log('instances not listed', { problem: nameOfError(thrown) });
      return;
    }
    this.store.write(JSON.stringify(this.known));
  }
}

/** What cannot be read was never known. */
function parsed(text: string | undefined): Known | undefined {
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return isKnown(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isKnown = (value: unknown): value is Known =>
  isObject(value) &&
  typeof value.at === 'number' &&
  isObject(value.cells) &&
  Object.values(value.cells).every(
    (instances) =>
      Array.isArray(instances) &&
      instances.every((one: unknown) => isObject(one) && typeof one.id === 'string' && typeof one.address === 'string'),
  );

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
