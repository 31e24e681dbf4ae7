import { setTimeout } from 'node:timers/promises';

/** Between two lines about what is waited for. */
const quietMilliseconds = 30_000;

/** What ends a command whose user pressed Ctrl-C, between two calls and never within one. */
export class Interrupted extends Error {}

/** Ctrl-C, once: what is under way ends first. Pressed again it ends the program at once. */
export class Interruption {
  private readonly controller = new AbortController();

  /** @param from what tells of Ctrl-C; one that tells nothing where nothing may be interrupted */
  constructor(from: Pick<NodeJS.EventEmitter, 'once'> = process) {
    from.once('SIGINT', () => {
      process.stderr.write('Ctrl-C: ending what is under way ...\n');
      this.controller.abort();
    });
  }

  /** @throws Interrupted */
  check(): void {
    if (this.controller.signal.aborted) {
      throw new Interrupted();
    }
  }

  /** @throws Interrupted */
  async pause(seconds: number): Promise<void> {
    await setTimeout(seconds * 1000, undefined, { signal: this.controller.signal }).catch(() => undefined);
    this.check();
  }

  /**
   * Looks until there is nothing left to wait for, and says what there is: at first, and every half minute.
   *
   * @throws Interrupted
   */
  async wait(pollSeconds: number, look: () => Promise<string | undefined>): Promise<void> {
    let saidAt = 0;
    for (;;) {
      this.check();
      const left = await look();
      if (left === undefined) {
        return;
      }
      if (Date.now() - saidAt >= quietMilliseconds) {
        process.stderr.write(`${left}\n`);
        saidAt = Date.now();
      }
      await this.pause(pollSeconds);
    }
  }
}
