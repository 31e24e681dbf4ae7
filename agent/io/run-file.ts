import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOfError } from '../../programs/name-of-error';

/** What agents of this boot left for the next one. */
interface Run {
  readonly bootId: string;
  /** Agents that were started, this one included. */
  readonly starts: number;
  /** Those among the restarts that the metric has told. */
  readonly told: number;
  /** Agents that ended without having been asked to. */
  readonly crashes: number;
  /** Whether an agent runs, as far as it has said. */
  readonly running: boolean;
  /** Why the last one ended, where it could say so. */
  readonly lastCrash?: string;
}

/**
 * Counts the starts of the agent since the instance started. It lies in memory, so that a full disk hides no crash; where
 * even that cannot be written, nothing is counted.
 */
export class RunFile {
  private run: Run;
  private readonly path: string;

  constructor(
    private readonly folder: string,
    bootId: string,
  ) {
    this.path = join(folder, 'agent-run.json');
    const before = this.read();
    const none: Run = { bootId, starts: 0, told: 0, crashes: 0, running: false };
    const earlier = before?.bootId === bootId ? { ...none, ...before } : none;
    this.run = {
      ...earlier,
      starts: earlier.starts + 1,
      crashes: earlier.crashes + (earlier.running ? 1 : 0),
      running: true,
    };
    this.write();
  }

  get crashes(): number {
    return this.run.crashes;
  }

  get lastCrash(): string | undefined {
    return this.run.lastCrash;
  }

  /** Restarts that no metric has told yet; they count as told from now on. */
  tellRestarts(): number {
    const restarts = this.run.starts - 1;
    const untold = restarts - this.run.told;
    if (untold > 0) {
      this.run = { ...this.run, told: restarts };
      this.write();
    }
    return untold;
  }

  /** The agent ends because it was asked to. */
  ended(): void {
    this.run = { ...this.run, running: false };
    this.write();
  }

  crashed(thrown: unknown, at: string | undefined): void {
    this.run = { ...this.run, lastCrash: [nameOfError(thrown), at?.trim() ?? []].flat().join(' ') };
    this.write();
  }

  private read(): Partial<Run> | undefined {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8')) as Partial<Run>;
    } catch {
      return undefined;
    }
  }

  private write(): void {
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      writeFileSync(`${this.path}.draft`, JSON.stringify(this.run));
      renameSync(`${this.path}.draft`, this.path);
    } catch {
      // nothing is counted, and the agent serves
    }
  }
}
