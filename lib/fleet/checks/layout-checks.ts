import { error, type Finding } from '../../contract/findings';
import { architectureOf } from '../known-sizes';
import { layoutPath, writtenLayout } from '../placed-model';
import type { FleetFile } from '../schema';
import { check } from './check';

type FileModel = FleetFile['models'][number];

const source = 'layouts of a replica: docs/fleet-file.md';

/** Whether the layout is one of those that only a mixture of experts has. */
const needsExperts = ({ dataParallel = 1, expertParallel = false }: FileModel): boolean =>
  dataParallel > 1 || expertParallel;

/**
 * Copies of a whole dense model share nothing: the replicas of an instance are such copies already. Sizes in a fleet file do
 * not say whether a model has experts. The owner who declares its memory knows.
 */
const expertsAreShared = check(['models'], ({ models }, related) =>
  models.flatMap((model, index): Finding[] => {
    if (!needsExperts(model) || model.memory !== undefined) {
      return [];
    }
    const architecture = architectureOf(model, related);
    const got = writtenLayout(model);
    if (architecture === undefined) {
      return model.config !== undefined || model.model !== undefined
        ? []
        : [
            error(layoutPath(model, index), {
              problem: 'shares experts, and the sizes of the fleet file do not say whether the model has any',
              got,
              expected: 'model or config, from which the experts are read',
              fix: 'name the model or its config.json, or state tensorParallel alone',
              source,
            }),
          ];
    }
    return architecture.experts !== undefined || model.expertParallel
      ? [] // that there are no experts to spread, the engine says itself
      : [
          error(layoutPath(model, index), {
            problem: 'copies the attention of a dense model, whose copies would share nothing',
            got,
            expected: 'data: 1',
            fix: 'state tensorParallel alone: an instance runs as many replicas as its GPUs allow',
            source,
          }),
        ];
  }),
);

/** The engine asserts so before it loads an adapter. */
const adaptersSuitLayout = check(['models'], ({ models }) =>
  models.flatMap((model, index) =>
    model.engine.loraAdapters.length === 0 ||
    !model.expertParallel ||
    model.tensorParallel === 1 ||
    (model.dataParallel ?? 1) === 1
      ? []
      : [
          error(layoutPath(model, index), {
            problem:
              'cannot serve LoRA adapters: the engine ends at start where experts are whole and both tensor and data are above 1',
            got: writtenLayout(model),
            expected: 'tensor: 1 or data: 1 beside engine.loraAdapters',
            fix: 'choose another layout, or serve the adapters from another model entry',
            source: 'vllm 0.33.0 lora/layers/fused_moe.py, _ep_check',
          }),
        ],
  ),
);

export const layoutChecks = [expertsAreShared, adaptersSuitLayout];
