import { error, type Finding } from '../../contract/findings';
import type { Plan } from '../../plan/plan';
import type { Loss } from '../../rehearsal/drill/fault';

export interface LossOptions {
  readonly lose: string;
  readonly region?: string;
  readonly model?: string;
}

const source = 'npx polyregion drill --help';

/** What `--lose` names: a region, a zone id, or so many of the instances of one cell. */
export function lossOrder({ lose, region, model }: LossOptions, { cells }: Pick<Plan, 'cells'>): Loss | Finding {
  const serving = cells.filter(({ minInstances }) => minInstances.value > 0);
  const regions = [...new Set(serving.map((cell) => cell.region))];
  const zoned = serving.find(({ zoneIds }) => zoneIds.includes(lose));
  const [, lost, of] = /^(\d+)-of-(\d+)$/i.exec(lose) ?? [];
  const unused = lost === undefined ? (region ?? model) : undefined;
  if (unused !== undefined) {
    return error([region === undefined ? '--model' : '--region'], {
      problem: `is for K-of-N instances; --lose ${lose} names none`,
      got: unused,
      expected: 'K-of-N instances, such as --lose 1-of-2',
      fix: 'leave it out',
      source,
    });
  }
  if (regions.includes(lose)) {
    return { kind: 'region', region: lose };
  }
  if (zoned !== undefined) {
    return { kind: 'zone', region: zoned.region, zoneId: lose };
  }
  if (lost === undefined || of === undefined) {
    return error(['--lose'], {
      problem: 'names nothing that serves in this fleet',
      got: lose,
      expected: `a region (${regions.join(', ')}), a zone id (${[...new Set(serving.flatMap(({ zoneIds }) => zoneIds))].join(', ')}), or K-of-N instances such as 1-of-2`,
      fix: `name one of them: --lose ${regions[0] ?? 'REGION'}`,
      source,
    });
  }
  const found = serving.find(
    (cell) =>
      cell.minInstances.value === Number(of) &&
      (region === undefined || cell.region === region) &&
      (model === undefined || cell.model === model),
  );
  const [first] = serving;
  if (found === undefined || Number(lost) < 1 || Number(lost) > Number(of)) {
    return error(['--lose'], {
      problem: 'fits no cell of this fleet',
      got: [lose, region && `--region ${region}`, model && `--model ${model}`].filter(Boolean).join(' '),
      expected: `N is what a cell runs, K from 1 to N: ${serving.map((cell) => `${cell.model} in ${cell.region} runs ${cell.minInstances.value}`).join('; ')}`,
      fix: `for example --lose 1-of-${first?.minInstances.value ?? 1} --region ${first?.region ?? 'REGION'}`,
      source,
    });
  }
  return { kind: 'instances', region: found.region, model: found.model, count: Number(lost) };
}
