import { error, type Finding, type Path, warning } from '../../contract/findings';
import type { Shape } from '../../contract/shapes';
import { didYouMean } from '../nearest';
import type { FleetFile } from '../schema';
import { defaultDeadlineHours } from '../schema/objectives-schema';
import { shapeTraits } from '../shape-traits';
import { check } from './check';

type FileWorkload = FleetFile['workloads'][number];

const source = 'shapes of the workloads: docs/fleet-file.md';

const latencyFields = ['timeToFirstTokenSeconds', 'timePerOutputTokenSeconds'] as const;

/** The objectives that a workload of each kind states, and what is wrong with those of the other kind. */
const objectivesFitShape = check(['workloads'], ({ workloads }) =>
  workloads.flatMap(({ objectives, shape }, index): Finding[] => {
    const at = (field: string): Path => ['workloads', index, 'objectives', field];
    const { promise } = shapeTraits[shape];
    switch (promise) {
      case 'latency':
        return [...missingLatency(objectives, shape, at), ...strayDeadline(objectives, shape, at)];
      case 'deadline':
        return unusedLatency(objectives, at);
      default:
        return promise satisfies never;
    }
  }),
);

type FileObjectives = FileWorkload['objectives'];
type PathOf = (field: string) => Path;

const missingLatency = (objectives: FileObjectives, shape: Shape, at: PathOf): Finding[] =>
  latencyFields
    .filter((field) => objectives[field] === undefined)
    .map((field) =>
      error(at(field), {
        problem: 'is missing',
        got: undefined,
        expected: `seconds, for ${shape}`,
        fix: `for example ${field}: ${field === 'timeToFirstTokenSeconds' ? 1 : 0.05}`,
        source,
      }),
    );

const strayDeadline = ({ deadlineHours }: FileObjectives, shape: Shape, at: PathOf): Finding[] =>
  deadlineHours === undefined
    ? []
    : [
        error(at('deadlineHours'), {
          problem: `is for batch-inference only, this is ${shape}`,
          got: deadlineHours,
          expected: 'latency objectives',
          fix: 'remove it, or change the shape',
          source,
        }),
      ];

const unusedLatency = (objectives: FileObjectives, at: PathOf): Finding[] =>
  ([...latencyFields, 'percentile'] as const)
    .filter((field) => objectives[field] !== undefined)
    .map((field) =>
      warning(at(field), {
        problem: 'is not used: no client waits for one answer of a batch',
        got: objectives[field],
        expected: `deadlineHours, ${defaultDeadlineHours} where it is not stated`,
        fix: 'remove it',
        source,
      }),
    );

/** The models that a workload names do what it needs of them. */
const tasksFit = check(['workloads', 'models'], ({ workloads, models }) =>
  workloads.flatMap((workload, index): Finding[] => {
    const { retrieval, shape } = workload;
    const wrongTask = (path: Path, name: string | undefined, task: string): Finding[] => {
      const model = models.find((one) => one.name === name);
      if (name === undefined || (model === undefined && task === 'generate')) {
        return []; // The check of references reports a workload that names an unknown model.
      }
      const known = models.filter((one) => one.task === task).map((one) => one.name);
      return model?.task === task
        ? []
        : [
            error([...path], {
              problem: model === undefined ? 'names no model of the fleet' : `has the task ${model.task}`,
              got: name,
              expected: `a model with task: ${task}`,
              fix: known.length === 0 ? `add one with task: ${task}` : didYouMean(name, known),
              source,
            }),
          ];
    };
    const at = ['workloads', index];
    if (retrieval !== undefined && !shapeTraits[shape].hasCompanions) {
      return [
        error([...at, 'retrieval'], {
          problem: `is for retrieval-analytics only, this is ${shape}`,
          got: Object.keys(retrieval).join(', '),
          expected: 'no retrieval',
          fix: 'remove it, or change the shape',
          source,
        }),
      ];
    }
    return [
      ...wrongTask([...at, 'model'], workload.model, 'generate'),
      ...wrongTask([...at, 'retrieval', 'embeddingModel'], retrieval?.embeddingModel, 'embed'),
      ...wrongTask([...at, 'retrieval', 'rerankingModel'], retrieval?.rerankingModel, 'rerank'),
    ];
  }),
);

const sharesRegions = (
  jurisdictions: FleetFile['jurisdictions'],
  one: FileWorkload,
  other: FileWorkload,
): string | undefined =>
  (jurisdictions[one.jurisdiction] ?? []).find((code) => jurisdictions[other.jurisdiction]?.includes(code));

/** A batch keeps its engines full, so that requests of any other workload in the same cell would wait behind it. */
const batchStandsAlone = check(['workloads', 'jurisdictions'], ({ workloads, jurisdictions }) =>
  workloads.flatMap((workload, index) => {
    const other = workloads.find(
      (candidate) =>
        candidate !== workload &&
        !shapeTraits[workload.shape].sharesCells &&
        ![workload, candidate].some(({ capacity }) => capacity === 'idle') &&
        candidate.model === workload.model &&
        sharesRegions(jurisdictions, workload, candidate) !== undefined,
    );
    return other === undefined
      ? []
      : [
          error(['workloads', index, 'model'], {
            problem: `is served in ${sharesRegions(jurisdictions, workload, other)} to ${other.name} too, which would wait behind the batch`,
            got: workload.model,
            expected: 'a model of its own there',
            fix: 'add the model a second time under another name, or write capacity: idle: it then runs on what the other leaves idle',
            source,
          }),
        ];
  }),
);

export const shapeChecks = [objectivesFitShape, tasksFit, batchStandsAlone];
