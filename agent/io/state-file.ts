import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { nameOfError } from '../../programs/name-of-error';
import { type AgentState, parseState, type StateStore } from '../instance/state';
import type { Log } from '../ports/log';

/** The state on disk: written whole, so that a kill leaves the old one or the new one. */
export class StateFile implements StateStore {
  private state: AgentState;

  constructor(
    private readonly path: string,
    private readonly log: Log,
  ) {
    this.state = parseState(this.readText());
  }

  /** What cannot be read is found out again. */
  private readText(): string | undefined {
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      return existsSync(this.path) ? readFileSync(this.path, 'utf8') : undefined;
    } catch (thrown) {
      this.log('state not read', { problem: nameOfError(thrown) });
      return undefined;
    }
  }

  read(): AgentState {
    return this.state;
  }

  change(edit: (state: AgentState) => Partial<AgentState>): void {
    this.state = { ...this.state, ...edit(this.state) };
    const draft = `${this.path}.draft`;
    try {
      writeFileSync(draft, JSON.stringify(this.state), { flush: true });
      renameSync(draft, this.path);
    } catch (thrown) {
      // A full disk: what serves goes on, and a restarted agent finds out more for itself.
      this.log('state not written', { problem: nameOfError(thrown) });
    }
  }
}
