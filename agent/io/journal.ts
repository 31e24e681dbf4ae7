import type { Journal, JournalLine } from '../ports/journal';
import type { Log } from '../ports/log';

/** Assumed: enough for the whole of a launch. */
const mostLines = 200;

/** Passes the agent's log on, and keeps its newest lines: they are the evidence where the instance is given up. */
export class KeptJournal implements Journal {
  private kept: readonly JournalLine[] = [];
  /** What was tried and failed, by what it was, the newest last. */
  private readonly failing = new Map<string, string>();

  constructor(private readonly write: Log) {}

  readonly log: Log = (event, facts = {}) => {
    const line = { at: new Date().toISOString(), event, ...facts };
    this.kept = [...this.kept, line].slice(-mostLines);
    const { what, problem } = facts;
    if (event === 'retrying' && typeof what === 'string' && typeof problem === 'string') {
      this.failing.delete(what);
      this.failing.set(what, problem);
    }
    this.write(event, facts);
  };

  get lines(): readonly JournalLine[] {
    return this.kept;
  }

  readonly lastProblem = (isAbout: (what: string) => boolean): string | undefined => {
    const found = [...this.failing].filter(([what]) => isAbout(what)).at(-1);
    return found && `${found[0]}: ${found[1]}`;
  };
}
