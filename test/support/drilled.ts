import { join } from 'node:path';
import { readPlan } from '../../lib/commands/read-plan';
import { drill } from '../../lib/rehearsal/drill/drill';
import type { DrillReport } from '../../lib/rehearsal/drill/drill-report';
import type { Loss } from '../../lib/rehearsal/drill/fault';
import { projectRoot } from './project-root';

/** A drill of one of the project's own fleet files at the planned peak; AWS has no instance for so long. */
export function drilled(path: string, loss: Loss, forSeconds: number): DrillReport {
  const { fleet, plan } = readPlan(join(projectRoot, path));
  if (fleet === undefined || plan === undefined) {
    throw new Error(`${path}: not a valid fleet`);
  }
  return drill(fleet, plan, {
    loss,
    forSeconds,
    shortage: 'everywhere',
    at: 'peak',
    seed: 1,
    recorded: () => undefined,
    says: () => undefined,
  });
}
