import { publishedModel } from '../../catalogue/known-models';
import { precisions } from '../../catalogue/precision';
import { fatalXidCodes } from '../../catalogue/xid-codes';
import { error, type Finding } from '../../contract/findings';
import { knownSizes } from '../known-sizes';
import { sizeFields, sizesBesideMemory } from '../model-sizes';
import { layoutPath, writtenLayout } from '../placed-model';
import { check } from './check';

const source = 'models of the fleet file: docs/fleet-file.md';

const sizesAreKnown = check(['models'], ({ models }, related) =>
  models.flatMap((model, index) => {
    if (model.memory === undefined && (model.config !== undefined || model.model !== undefined)) {
      return [];
    }
    const known = knownSizes(model, related);
    return (model.memory === undefined ? sizeFields : sizesBesideMemory)
      .filter((field) => known[field] === undefined)
      .map((field) =>
        error(['models', index, field], {
          problem: 'is missing',
          got: undefined,
          expected: `${field === 'precision' ? precisions.join(', ') : 'a number'}, or config: with the path of a config.json`,
          fix:
            publishedModel(model.weights) === undefined
              ? `copy it from the model's config.json`
              : `write model: ${model.weights} in place of weights, and every size follows from the published config.json`,
          source,
        }),
      );
  }),
);

/** Where a `config.json` or a known model is named, its own heads are checked. */
const headsDivide = check(['models'], ({ models }) =>
  models.flatMap((entry, index) => {
    const { config, model, kvHeads, tensorParallel } = entry;
    return config !== undefined ||
      model !== undefined ||
      kvHeads === undefined ||
      kvHeads % tensorParallel === 0 ||
      tensorParallel % kvHeads === 0
      ? []
      : [
          error(layoutPath(entry, index), {
            problem: `does not divide the ${kvHeads} KV heads`,
            got: writtenLayout(entry),
            expected: `a divisor of ${kvHeads}`,
            fix: 'choose another size',
            source: 'vLLM tensor parallelism shards by head',
          }),
        ];
  }),
);

const sizesInOrder = check(['models'], ({ models }) =>
  models.flatMap(({ instancesPerRegion: { min, max } }, index) =>
    min === undefined || max === undefined || min <= max
      ? []
      : [
          error(['models', index, 'instancesPerRegion', 'min'], {
            problem: 'is above max',
            got: min,
            expected: `at most ${max}`,
            fix: 'exchange them',
            source,
          }),
        ],
  ),
);

const limitsFitContext = check(['models', 'workloads'], ({ models, workloads }, related) =>
  workloads.flatMap(({ model: name, maxInputTokens, maxOutputTokens }, index) => {
    const model = models.find((candidate) => candidate.name === name);
    const context = model && knownSizes(model, related).contextTokens;
    return context === undefined || maxInputTokens + maxOutputTokens <= context
      ? []
      : [
          error(['workloads', index, 'maxInputTokens'], {
            problem: `and maxOutputTokens exceed the context of ${name}`,
            got: maxInputTokens + maxOutputTokens,
            expected: `at most ${context} tokens together`,
            fix: 'lower one of the two',
            source,
          }),
        ];
  }),
);

/** The texts that embedding and ranking models read, one at a time. */
const textsFitContext = check(['models', 'workloads'], ({ models, workloads }, related) =>
  workloads.flatMap(({ retrieval }, index) => {
    const tooLong = (name: string | undefined, tokens: number, field: string): Finding[] => {
      const model = models.find((candidate) => candidate.name === name);
      const context = model && knownSizes(model, related).contextTokens;
      return context === undefined || tokens <= context
        ? []
        : [
            error(['workloads', index, 'retrieval', field], {
              problem: `makes a text longer than the context of ${name}`,
              got: tokens,
              expected: `at most ${context} tokens`,
              fix: 'ask for shorter texts, or take a model that reads longer ones',
              source,
            }),
          ];
    };
    const { embeddingModel, rerankingModel, questionTokens = 0, passageTokens = 0 } = retrieval ?? {};
    return [
      ...tooLong(embeddingModel, questionTokens, 'questionTokens'),
      ...tooLong(rerankingModel, questionTokens + passageTokens, 'passageTokens'),
    ];
  }),
);

/** Every other XID code never stops an instance: naming it would change nothing, and might hide a misspelt one. */
const toleratedXidsAreFatal = check(['models'], ({ models }) =>
  models.flatMap(({ toleratedXidCodes }, index) =>
    toleratedXidCodes.flatMap((code, position) =>
      fatalXidCodes.includes(code)
        ? []
        : [
            error(['models', index, 'toleratedXidCodes', position], {
              problem: 'is not fatal, so it needs no toleration',
              got: code,
              expected: `one of ${fatalXidCodes.join(', ')}`,
              fix: 'leave it out',
              source: 'Xids that AWS replaces a node for: lib/catalogue/xid-codes.ts',
            }),
          ],
    ),
  ),
);

export const modelChecks = [
  sizesAreKnown,
  headsDivide,
  sizesInOrder,
  limitsFitContext,
  textsFitContext,
  toleratedXidsAreFatal,
];
