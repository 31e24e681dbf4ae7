import { error, type Finding, warning } from '../../contract/findings';
import type { Task } from '../../contract/tasks';
import { modelsOf } from '../model-regions';
import { didYouMean } from '../nearest';
import { isNone } from '../schema';
import { check } from './check';

const source = 'workloads of the fleet file: docs/fleet-file.md';

const references = check(['workloads', 'models', 'jurisdictions'], ({ workloads, models, jurisdictions }) => {
  const modelNames = models.map(({ name }) => name);
  const jurisdictionNames = Object.keys(jurisdictions);
  return workloads.flatMap((workload, index) => {
    const unknown = (field: 'model' | 'jurisdiction', known: string[]): Finding[] =>
      known.includes(workload[field])
        ? []
        : [
            error(['workloads', index, field], {
              problem: `names no ${field} of the fleet`,
              got: workload[field],
              expected: `one of ${known.join(', ')}`,
              fix: didYouMean(workload[field], known),
              source,
            }),
          ];
    return [...unknown('model', modelNames), ...unknown('jurisdiction', jurisdictionNames)];
  });
});

const survivorsExist = check(['workloads', 'jurisdictions'], ({ workloads, jurisdictions }) =>
  workloads.flatMap(({ failover, jurisdiction }, index) => {
    const regions = Object.hasOwn(jurisdictions, jurisdiction) ? jurisdictions[jurisdiction] : undefined;
    return regions === undefined || regions.length > 1 || isNone(failover)
      ? []
      : [
          error(['workloads', index, 'failover'], {
            problem: `needs another region to fail over to: jurisdiction ${jurisdiction} has one`,
            got: failover.mode,
            expected: 'two regions or more, or { none: <reason>, owner: <e-mail> }',
            fix: 'add a region to the jurisdiction',
            source,
          }),
        ];
  }),
);

const everyRegionServes = check(['regions', 'workloads', 'jurisdictions'], ({ regions, workloads, jurisdictions }) => {
  const serving = new Set(workloads.flatMap(({ jurisdiction }) => jurisdictions[jurisdiction] ?? []));
  return regions.flatMap((code, index) =>
    serving.has(code) || !Object.values(jurisdictions).flat().includes(code)
      ? []
      : [
          error(['regions', index], {
            problem: 'serves no workload',
            got: code,
            expected: 'a region of a jurisdiction that a workload names',
            fix: 'remove it, or add a workload for its jurisdiction',
            source,
          }),
        ],
  );
});

const namesAreUnique = check(['workloads', 'models'], ({ workloads, models }) =>
  (['workloads', 'models'] as const).flatMap((section) => {
    const names = { workloads, models }[section].map(({ name }) => name);
    return names.flatMap((name, index) =>
      names.indexOf(name) === index
        ? []
        : [
            error([section, index, 'name'], {
              problem: 'is taken',
              got: name,
              expected: 'a name of its own',
              fix: 'rename one of the two',
              source,
            }),
          ],
    );
  }),
);

/** Where a workload names a model of a task. */
const fieldOfTask = {
  generate: 'model',
  embed: 'retrieval.embeddingModel',
  rerank: 'retrieval.rerankingModel',
} as const satisfies Record<Task, string>;

const modelsAreUsed = check(['workloads', 'models'], ({ workloads, models }) => {
  const used = new Set(workloads.flatMap(modelsOf));
  return models.flatMap(({ name, task }, index) =>
    used.has(name)
      ? []
      : [
          warning(['models', index, 'name'], {
            problem: 'serves no workload, so nothing of it is planned, priced or deployed',
            got: name,
            expected: 'a model that a workload names',
            fix: `write ${fieldOfTask[task]}: ${name} in a workload, or remove it`,
            source,
          }),
        ],
  );
});

export const workloadChecks = [everyRegionServes, namesAreUnique, modelsAreUsed, references, survivorsExist];
