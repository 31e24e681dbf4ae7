import { existsSync, statSync } from 'node:fs';
import { unpinnedAdapters } from '../../artifacts/against-plan/adapter-differences';
import { findingsOf, planDifferences } from '../../artifacts/against-plan/plan-differences';
import { weightsRegions } from '../../artifacts/push-targets';
import { fileFinding, weightsFindings } from '../../artifacts/weights-findings';
import type { Fleet } from '../../fleet/fleet';
import type { Plan } from '../../plan/plan';
import type { PushOrder } from './push-order';
import { hashWeights, pushWeights } from './push-weights';
import { readWeights } from './read-weights';

/** Weights from a folder, for the regions that serve the model, if they are what the plan was made for. */
export function weightsOrder({ models, workloads }: Fleet, plan: Plan, model: string, from: string): PushOrder {
  const planned = models.find(({ name }) => name === model);
  const regions = weightsRegions(plan, model);
  const folder = existsSync(from) && statSync(from).isDirectory() ? readWeights(from) : undefined;
  return {
    findings: [
      ...(Array.isArray(regions) ? [] : [regions]),
      ...(folder === undefined ? [noFolder(from)] : weightsFindings(from, folder)),
      ...(folder === undefined || planned === undefined || folder.files.length === 0
        ? []
        : planDifferences(from, {
            model: planned,
            workloads: workloads.filter((workload) => workload.model === model),
            folder,
            longestTokens: longestSequence(plan, model),
          })),
    ],
    read: async () => {
      const weights = await hashWeights(model, from, folder?.files ?? []);
      return {
        findings:
          planned === undefined
            ? []
            : findingsOf(
                from,
                unpinnedAdapters(planned, (path) => weights.sha256.get(path)),
              ),
        edit: { path: ['weights', model], values: { manifest: weights.digest, status: 'resolved' } },
        send: async () => {
          for (const region of Array.isArray(regions) ? regions : []) {
            await pushWeights(plan, region, weights);
          }
        },
      };
    },
  };
}

const longestSequence = ({ cells }: Plan, model: string): number =>
  Math.max(0, ...cells.filter((cell) => cell.model === model).map(({ engine }) => engine.maxModelLengthTokens.value));

const noFolder = (from: string) =>
  fileFinding('--from', {
    problem: 'is no folder',
    got: from,
    expected: 'the folder that holds config.json and the .safetensors files',
    fix: 'give --from FOLDER',
    source: 'docs/artifacts.md',
  });
