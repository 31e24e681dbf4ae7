import { error, type Finding, type Path, warning } from '../../contract/findings';
import { didYouMean } from '../nearest';
import { type FleetFile, isNone } from '../schema';
import { isBatch } from '../shape';
import { check } from './check';

type FileWorkload = FleetFile['workloads'][number];

const source = 'shapes of the workloads: docs/fleet-file.md';

const latencyFields = ['timeToFirstTokenSeconds', 'timePerOutputTokenSeconds'] as const;

/** What is promised fits who waits: latency where somebody does, a deadline where nobody does. */
const objectivesFitShape = check(['workloads'], ({ workloads }) =>
  workloads.flatMap((workload, index): Finding[] => {
    const { objectives, shape } = workload;
    const at = (field: string): Path => ['workloads', index, 'objectives', field];
    if (isBatch(workload)) {
      return latencyFields
        .filter((field) => objectives[field] !== undefined)
        .map((field) =>
          warning(at(field), {
            problem: 'is not used: nobody waits for one answer of a batch',
            got: objectives[field],
            expected: 'deadlineHours, 24 where it is not stated',
            fix: 'remove it',
            source,
          }),
        );
    }
    const missing = latencyFields
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
    const deadline =
      objectives.deadlineHours === undefined
        ? []
        : [
            error(at('deadlineHours'), {
              problem: `is for batch-inference only, this is ${shape}`,
              got: objectives.deadlineHours,
              expected: 'latency objectives',
              fix: 'remove it, or change the shape',
              source,
            }),
          ];
    return [...missing, ...deadline];
  }),
);

const failoverFitsShape = check(['workloads'], ({ workloads }) =>
  workloads.flatMap((workload, index): Finding[] => {
    const { failover } = workload;
    if (isNone(failover)) {
      return [];
    }
    const at = (field: string): Path => ['workloads', index, 'failover', field];
    const { mode, standbyShareRatio, survivorsShareRatio, whenShort } = failover;
    const standbyOfBatch =
      isBatch(workload) && mode !== 'active-active'
        ? [
            error(at('mode'), {
              problem: 'is for traffic, and a batch has none to move',
              got: mode,
              expected: 'active-active, or { none: <reason>, owner: <who> }',
              fix: 'use active-active: every region takes jobs',
              source,
            }),
          ]
        : [];
    const unusedShare =
      standbyShareRatio !== undefined && mode !== 'warm-standby'
        ? [
            error(at('standbyShareRatio'), {
              problem: `is for warm-standby only, this is ${mode}`,
              got: standbyShareRatio,
              expected: 'no standbyShareRatio',
              fix: 'remove it, or change the mode',
              source,
            }),
          ]
        : [];
    const largerShare =
      standbyShareRatio !== undefined && mode === 'warm-standby' && standbyShareRatio > survivorsShareRatio
        ? [
            error(at('standbyShareRatio'), {
              problem: 'runs more than is promised',
              got: standbyShareRatio,
              expected: `at most survivorsShareRatio, ${survivorsShareRatio}`,
              fix: 'promise as much, or run less',
              source,
            }),
          ]
        : [];
    const degrade =
      whenShort === 'degrade'
        ? [
            error(at('whenShort'), {
              problem: 'needs the gateway; use shed',
              got: whenShort,
              expected: 'shed',
              fix: 'a load balancer cannot send a request to another model: leave it out',
              source,
            }),
          ]
        : [];
    return [...standbyOfBatch, ...unusedShare, ...largerShare, ...degrade];
  }),
);

/** The models that a workload names do what it needs of them. */
const tasksFit = check(['workloads', 'models'], ({ workloads, models }) =>
  workloads.flatMap((workload, index): Finding[] => {
    const { retrieval, shape } = workload;
    const wrongTask = (path: Path, name: string | undefined, task: string): Finding[] => {
      const model = models.find((one) => one.name === name);
      if (name === undefined || (model === undefined && task === 'generate')) {
        return []; // an unknown model of a workload is said by the check of references
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
    if (retrieval !== undefined && shape !== 'retrieval-analytics') {
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

/** A batch fills its engines to the brim, and whoever shares them waits. */
const batchStandsAlone = check(['workloads', 'jurisdictions'], ({ workloads, jurisdictions }) =>
  workloads.flatMap((workload, index) => {
    const other = workloads.find(
      (candidate) =>
        candidate !== workload &&
        isBatch(workload) &&
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
            fix: 'add the model a second time under another name',
            source,
          }),
        ];
  }),
);

export const shapeChecks = [objectivesFitShape, failoverFitsShape, tasksFit, batchStandsAlone];
