import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { type InstanceName, type LocalRegions, startRegions } from '../../../local/gateway/local-regions';

/** The two regions of `npm run serve:local`, and what tests do to them. */
export class TwoRegions {
  /** Requests of clients so far. */
  asked = 0;
  readonly here;
  readonly there;
  readonly instances;
  readonly provider;
  readonly issuer;
  readonly cells;

  private constructor(readonly all: LocalRegions) {
    ({
      here: this.here,
      there: this.there,
      instances: this.instances,
      provider: this.provider,
      issuer: this.issuer,
      cells: this.cells,
    } = all);
  }

  static async start(): Promise<TwoRegions> {
    return new TwoRegions(await startRegions(mkdtempSync(join(tmpdir(), 'gateways-'))));
  }

  heal(): Promise<void> {
    return this.all.heal();
  }

  control(change: object, ...names: readonly InstanceName[]): Promise<unknown> {
    return Promise.all(names.map((name) => this.instances[name].control(change)));
  }

  /** Requests that run or wait on engines. */
  async inFlight(...names: readonly InstanceName[]): Promise<number> {
    const states = await Promise.all(names.map((name) => this.instances[name].control({})));
    return states.reduce((sum, { running, waiting }) => sum + Number(running) + Number(waiting), 0);
  }

  /** The issuer's keys, written in one of two ways. */
  keySets(indent: number): Record<string, string> {
    return { [this.issuer.issuer]: JSON.stringify(JSON.parse(this.issuer.keySet), undefined, indent) };
  }

  pause(milliseconds: number): Promise<void> {
    return setTimeout(milliseconds);
  }

  /** Looks again and again until it is so. */
  async eventually(isSo: () => Promise<boolean>): Promise<void> {
    await vi.waitFor(async () => expect(await isSo()).toBe(true), { timeout: 15_000, interval: 50 });
  }

  stop(): Promise<void> {
    return this.all.stop();
  }
}
