import type { LogFacts } from './log';

export type JournalLine = LogFacts & { readonly at: string; readonly event: string };

/** What the agent has written lately. */
export interface Journal {
  /** Oldest first. */
  readonly lines: readonly JournalLine[];
  /** What failed last of everything that this is about, and its error. */
  readonly lastProblem: (isAbout: (what: string) => boolean) => string | undefined;
}
