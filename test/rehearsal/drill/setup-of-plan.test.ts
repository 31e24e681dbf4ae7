import { expect, test } from 'vitest';
import { servedWorkloads } from '../../../lib/plan/capacity/served-workload';
import { waitedForByModel } from '../../../lib/plan/capacity/waited-for';
import { settledFleet } from '../../../lib/plan/settled-fleet';
import { setupOfPlan } from '../../../lib/rehearsal/drill/setup-of-plan';
import { load, validPlan } from '../../support/fleets';
import { readText } from '../../support/project-root';
import { recordsOfTemplate } from '../../support/records-of-template';
import { exampleTemplates } from '../../support/templates';

const path = 'fleets/chat.yaml';

test('a drill asks the records and the checks of the synthesized traffic template', () => {
  const { fleet } = load(readText(path));
  if (fleet === undefined) {
    throw new Error(`${path}: not a valid fleet`);
  }
  const [sharing = []] = waitedForByModel(servedWorkloads(settledFleet(fleet)).served);
  const { workloads, dns } = setupOfPlan(validPlan(path), sharing, {
    seconds: 1,
    at: 'peak',
    seed: 1,
    recorded: () => undefined,
  });
  const [deployed] = exampleTemplates(path).flatMap(recordsOfTemplate);

  expect(deployed?.records).toEqual(
    workloads[0]?.records.map((record) => ({
      ...record,
      checkIntervalSeconds: dns.checkSeconds,
      failureThreshold: dns.failures,
    })),
  );
});
