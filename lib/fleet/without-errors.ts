import type { Finding } from '../contract/findings';
import { parseYaml } from './parse-yaml';

/** A fleet file without what its errors are about. */
export interface Remainder {
  /** YAML. */
  readonly text: string;
  /** The path in the whole file that a path of the remainder stands for; undefined where it leads to what was replaced. */
  readonly pathInWhole: (path: string) => string | undefined;
}

type Raw = Record<string, unknown>;

/** What a plan can be made with in place of a section that does not decide what runs. */
const replacements: Readonly<Record<string, unknown>> = {
  name: 'fleet',
  owner: 'owner@example.com',
  account: '111122223333',
  domain: 'example.com',
  hostedZoneId: 'Z0123456789EXAMPLE',
  runbookBaseUrl: 'https://example.com',
  access: { jwtIssuer: 'https://login.example.com', audience: 'clients' },
  network: undefined,
  contacts: undefined,
};

const noBudget = { none: 'what is stated cannot be read', owner: 'owner@example.com' };

/**
 * A fleet file without the workloads and models that errors are about, and with stand-ins for sections that do not decide what
 * runs. What is wrong elsewhere leaves nothing that could be planned.
 */
export function withoutErrors(text: string, findings: readonly Finding[]): Remainder | undefined {
  const raw = parseYaml(text).value;
  const paths = findings.filter(({ level }) => level === 'error').map(({ path }) => path);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return undefined;
  }
  const left: Raw = { ...raw };
  const dropped = { workloads: new Set<number>(), models: new Set<number>() };
  for (const path of paths) {
    const [, list = '', index = ''] = /^(workloads|models)\[(\d+)\]/.exec(path) ?? [];
    const section = /^\w+/.exec(path)?.[0] ?? '';
    const [, phase = ''] = /^budgetsUsdPerMonth\.(\w+)/.exec(path) ?? [];
    if (list === 'workloads' || list === 'models') {
      dropped[list].add(Number(index));
    } else if (phase !== '') {
      left.budgetsUsdPerMonth = { ...(left.budgetsUsdPerMonth as Raw), [phase]: noBudget };
    } else if (section in replacements) {
      left[section] = replacements[section];
    } else {
      return undefined;
    }
  }
  const kept = (list: keyof typeof dropped): number[] =>
    Array.isArray(left[list]) ? [...left[list].keys()].filter((index) => !dropped[list].has(index)) : [];
  const indices = { workloads: kept('workloads'), models: kept('models') };
  if (indices.workloads.length === 0 || indices.models.length === 0) {
    return undefined;
  }
  for (const list of ['workloads', 'models'] as const) {
    left[list] = indices[list].map((index) => (left[list] as unknown[])[index]);
  }
  return {
    // JSON is YAML.
    text: JSON.stringify(left),
    pathInWhole: (path) =>
      paths.some((wrong) => wrong === path)
        ? undefined
        : path.replace(
            /^(workloads|models)\[(\d+)\]/,
            (_, list: keyof typeof dropped, index: string) => `${list}[${indices[list][Number(index)]}]`,
          ),
  };
}
