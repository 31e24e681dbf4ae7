/** A process id means nothing after the boot in which it was given. */
export interface StartedProcess {
  readonly pid: number;
  readonly bootId: string;
}

/** What a restarted agent must know, so that nothing is done twice and no engine is lost. */
export interface AgentState {
  /** Hooks that were completed, by {@link hookKey}. */
  readonly completedHooks: readonly string[];
  /** Those among them that Auto Scaling had not come to: they are asked about again. */
  readonly lateHooks: readonly string[];
  /** Engines that were started, by replica. */
  readonly engines: Readonly<Record<string, StartedProcess>>;
  /** The guard, once it was started. */
  readonly guard?: StartedProcess;
}

/** Where the state is kept. A change replaces the fields that it names. */
export interface StateStore {
  read(): AgentState;
  change(edit: (state: AgentState) => Partial<AgentState>): void;
}

export const noState: AgentState = { completedHooks: [], lateHooks: [], engines: {} };

/** A warm instance passes the launch hook once in each boot, on its way to another state. */
export const hookKey = (hook: string, targetState: string, boot: string): string => `${hook} ${targetState} ${boot}`;

/** A file that was cut or is not there is no state: everything is then found out again. */
export function parseState(text: string | undefined): AgentState {
  try {
    return { ...noState, ...(JSON.parse(text ?? '{}') as Partial<AgentState>) };
  } catch {
    return noState;
  }
}
