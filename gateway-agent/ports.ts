/** An instance of a cell as AWS knows it. */
export interface ListedInstance {
  readonly id: string;
  /** Private IPv4 address. */
  readonly address: string;
  /** Whether Auto Scaling counts it: an instance that starts or leaves has an address, too. */
  readonly isInService: boolean;
}

/** By model; a cell of which AWS names no group is absent. @throws Error when AWS does not answer */
export type ListInstances = () => Promise<Readonly<Record<string, readonly ListedInstance[]>>>;

/** A text that outlives the program. Neither of the two throws. */
export interface Store {
  /** Undefined where there is none, or where it cannot be read. */
  read(): string | undefined;
  write(text: string): void;
}

export type Log = (event: string, facts?: Readonly<Record<string, string | number | boolean | undefined>>) => void;

/** Asks Envoy's admin endpoint. @throws Error when no whole answer comes in time */
export type AskEnvoy = (
  path: string,
  method?: 'GET' | 'POST',
) => Promise<{ readonly status: number; readonly text: string }>;
