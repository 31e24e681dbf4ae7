import { readFileSync } from 'node:fs';
import { planTexts } from '../lib/commands/read-plan';
import type { Plan } from '../lib/plan/plan';

const path = 'fleets/chat.yaml';

/** Settings that create resource types which no example has. Each is an edit of the chat fleet. */
const edits: Readonly<Record<string, readonly [before: string, added: string]>> = {
  'models[].pools.baseline.warmInstances': ['    precision: fp8', '    pools: { baseline: { warmInstances: 1 } }\n'],
  'models[].pools.baseline.busyHours': [
    '    precision: fp8',
    '    pools: { baseline: { busyHours: [{ days: [MON], from: "08:00", to: "18:00", timeZone: America/New_York, minInstances: 4 }] } }\n',
  ],
  'network.internet': ['access:', 'network: { internet: { reason: licences, owner: us@example.com } }\n'],
};

/** The fleets with those settings. @throws Error when one is no longer valid */
export const settingsOfNoExample = (root: string): { readonly path: string; readonly plan: Plan }[] =>
  Object.entries(edits).map(([setting, [before, added]]) => {
    const text = readFileSync(`${root}/${path}`, 'utf8').replace(before, `${added}${before}`);
    const { plan, findings } = planTexts(`${root}/${path}`, { fleet: text, lock: undefined, measured: undefined });
    if (plan === undefined) {
      throw new Error(`${setting}: not valid in ${path}, got ${JSON.stringify(findings)}, expected a fleet`);
    }
    return { path: setting, plan };
  });
