import { type Finding, warning } from '../../contract/findings';
import type { Fleet } from '../../fleet/fleet';
import { shapeTraits } from '../../fleet/shape-traits';
import type { EdgePlan } from './edge';

interface RegionEdge {
  readonly region: string;
  readonly edge: EdgePlan;
}

/** The longest body follows from the tokens of a text, and a photo as base64 is longer: 0.3 to 5 MB. */
export const imageFindings = (fleet: Fleet, regions: readonly RegionEdge[]): Finding[] =>
  fleet.models.flatMap(({ name, architecture }, index) => {
    const served = fleet.workloads.some(
      (workload) => workload.model === name && shapeTraits[workload.shape].hasHostName,
    );
    const [least] = [...regions].sort((a, b) => a.edge.bodyLimitBytes.value - b.edge.bodyLimitBytes.value);
    if (architecture?.hasTower !== true || !served || least === undefined) {
      return [];
    }
    const limit = least.edge.bodyLimitBytes.value;
    return [
      warning(['models', index, 'config', 'vision_config'], {
        problem: `lets the model read images or sound, which clients send in the body of a request, and the firewall of ${least.region} answers 413 to a body above ${limit} bytes; a photo as base64 has 300,000 to 5,000,000 bytes`,
        got: limit,
        expected: 'requests of text alone, or images that are small enough',
        fix: 'let clients send small images, or raise maxInputTokens of the workload: 24 bytes a token are let through',
        source: 'lib/plan/traffic/edge.ts',
      }),
    ];
  });
