import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Fleet } from '../../lib/fleet/fleet';
import { loadFleet } from '../../lib/fleet/load-fleet';
import { relatedFiles } from '../../lib/fleet/related-files';
import { settledFleet } from '../../lib/plan/settled-fleet';
import { type KnownAnswer, simulatedCells } from '../../lib/sizing/simulated-cells';
import { tracesOf } from '../../lib/sizing/traces-of';

/** CPU seconds of sizing a fleet, in a process that has done nothing else. */
export interface SizingSeconds {
  /** Every search is simulated. */
  readonly cold: number;
  /** Every answer is known. */
  readonly known: number;
}

export function sizingSeconds(path: string): SizingSeconds {
  const read = (beside: string) => [readFileSync(join(dirname(path), beside))];
  const { fleet } = loadFleet(readFileSync(path, 'utf8'), relatedFiles(read));
  const settled = settledFleet(fleet as Fleet);
  const answers = new Map<string, readonly KnownAnswer[]>();
  const sized = (): number => {
    const before = process.cpuUsage();
    simulatedCells(settled, tracesOf(settled, read), {
      read: (digest) => answers.get(digest),
      write: (digest, answer) => answers.set(digest, answer),
    });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  return { cold: sized(), known: sized() };
}
