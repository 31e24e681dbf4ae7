import { towerWork } from '../../architecture/towers/tower-work';
import { type Finding, warning } from '../../contract/findings';
import { show } from '../../figures/figure';
import type { Fleet, Model, Workload } from '../../fleet/fleet';
import { shapeTraits } from '../../fleet/shape-traits';
import type { EdgePlan } from './edge';

interface RegionEdge {
  readonly region: string;
  readonly edge: EdgePlan;
}

const source = 'lib/plan/traffic/edge.ts';

/** What a fleet with a model that reads images has to know of their bodies and their work. */
export const imageFindings = (fleet: Fleet, regions: readonly RegionEdge[]): Finding[] =>
  fleet.models.flatMap((model, index) => {
    const served = fleet.workloads.filter(
      (workload) => workload.model === model.name && shapeTraits[workload.shape].hasHostName,
    );
    if (model.architecture?.hasTower !== true || model.engine.languageModelOnly || served.length === 0) {
      return [];
    }
    return served.some(({ maxImages }) => maxImages !== undefined)
      ? towerIsNotPlanned(fleet.workloads, model)
      : [...bodiesAreShort(index, regions)];
  });

/** The longest body follows from the tokens of a text, and a photo as base64 is longer: 0.3 to 5 MB. */
function bodiesAreShort(index: number, regions: readonly RegionEdge[]): Finding[] {
  const [least] = [...regions].sort((a, b) => a.edge.bodyLimitBytes.value - b.edge.bodyLimitBytes.value);
  if (least === undefined) {
    return [];
  }
  const limit = least.edge.bodyLimitBytes.value;
  return [
    warning(['models', index, 'config', 'vision_config'], {
      problem: `lets the model read images or sound, which clients send in the body of a request, and the firewall of ${least.region} answers 413 to a body above ${limit} bytes; a photo as base64 has 300,000 to 5,000,000 bytes`,
      got: limit,
      expected: 'requests of text alone, or workloads[].maxImages',
      fix: 'set maxImages of the workload, which gives bodies with images a limit of their own, or engine.languageModelOnly if clients send text alone',
      source,
    }),
  ];
}

/** Throughput was measured with text. */
const towerIsNotPlanned = (workloads: readonly Workload[], { name, architecture }: Model): Finding[] =>
  workloads.flatMap(({ model, maxImages }, index) => {
    const work = architecture && towerWork(architecture);
    return model !== name || maxImages === undefined || work === undefined
      ? []
      : [
          warning(['workloads', index, 'maxImages'], {
            problem: `adds work that the plan does not count: before the first token the tower computes ${show(work)} times as much for a token of an image as the model computes for any token, and the plan takes tokens of images for tokens of text`,
            got: maxImages,
            expected: `meanInputTokens of the demand with ${show(1 + work)} tokens for each token of an image`,
            fix: 'raise meanInputTokens by so much, or measure the cell with npx polyregion calibrate',
            source: 'lib/architecture/towers/tower-work.ts',
          }),
        ];
  });
