import { readConfigText } from '../../architecture/config/read-config-text';
import type { Architecture } from '../../architecture/model/architecture';
import { type ParsedConfig, parseConfig } from '../../architecture/parse-config';
import { largestDifference } from '../../architecture/stated-sizes';
import { jsonObject } from '../../contract/json-object';
import { show } from '../../figures/figure';
import { type SizesOfConfig, sizesOf } from '../../fleet/model-sizes';
import { type Difference, type PlannedWeights, textOf } from './planned-model';

const path = 'config.json';
const fix =
  'push the weights of the model that was planned, or plan the model of these weights: config: with this file';

/** What `config.json` of the weights says; undefined where there is none that can be read. */
export function pushedConfig({ folder, model }: PlannedWeights): ParsedConfig | undefined {
  const text = textOf(folder, path);
  const quantization = jsonObject(textOf(folder, 'hf_quant_config.json') ?? '');
  try {
    return text === undefined
      ? undefined
      : parseConfig(readConfigText(text), { task: model.task, ...(quantization && { quantization }) });
  } catch {
    return undefined;
  }
}

/** Where the architecture of the weights is not the one that the plan was made for. */
export function architectureDifferences(weights: PlannedWeights): Difference[] {
  const pushed = pushedConfig(weights);
  if (pushed === undefined) {
    return textOf(weights.folder, path) === undefined
      ? []
      : [{ path, problem: 'is not JSON', got: 'another text', expected: 'a config.json', fix: 'download it again' }];
  }
  const { architecture, faults } = pushed;
  if (architecture === undefined) {
    // Another check of the plan has refused such a model, unless its sizes are stated.
    const [fault] = faults;
    return weights.model.architecture === undefined && fault !== undefined
      ? [{ path, problem: `${fault.path.join('.')} ${fault.problem}`, got: fault.got, expected: fault.expected, fix }]
      : [];
  }
  const { model } = weights;
  const read = model.architecture === undefined ? [] : facts(model.architecture, architecture);
  return [...read, ...sizes(model, sizesOf(architecture))];
}

/** What memory, speed and start conditions follow from, beside the sizes that a fleet file may state. */
function facts(planned: Architecture, pushed: Architecture): Difference[] {
  const compared = (one: Architecture) => ({
    'the model type': one.modelType,
    'the size of a hidden state': one.hiddenSize,
    'the size of the vocabulary': one.vocabularySize,
    'the number of query heads': one.attentionHeads,
    'the number of experts': one.experts?.count ?? 0,
    'the experts of a token': one.experts?.perToken ?? 0,
    'what layers keep of a sequence': JSON.stringify(one.caches),
    'the quantisation of weights': one.quantization.format,
    'the tower for images or sound': one.hasTower,
  });
  const [is, should] = [compared(pushed), compared(planned)];
  return (Object.keys(should) as (keyof typeof should)[])
    .filter((fact) => is[fact] !== should[fact])
    .map((fact) => ({
      path,
      problem: `is of another model than was planned: ${fact} differs`,
      got: is[fact],
      expected: String(should[fact]).slice(0, 200),
      fix,
    }));
}

function sizes(planned: PlannedWeights['model'], pushed: SizesOfConfig): Difference[] {
  const differs = (field: keyof SizesOfConfig, expected: string): Difference => ({
    path,
    problem: `is of another model than was planned: ${field} differs`,
    got: pushed[field],
    expected,
    fix,
  });
  const { parametersBillion, contextTokens } = planned;
  const exact = (['precision', 'layers', 'kvHeads', 'headDimension'] as const).filter(
    (field) => planned[field] !== undefined && planned[field] !== pushed[field],
  );
  return [
    ...exact.map((field) => differs(field, String(planned[field]))),
    ...(Math.abs(parametersBillion / pushed.parametersBillion - 1) <= largestDifference
      ? []
      : [differs('parametersBillion', `${show(parametersBillion)}, within ${largestDifference * 100} of 100`)]),
    ...(contextTokens <= pushed.contextTokens ? [] : [differs('contextTokens', `at least ${contextTokens}`)]),
  ];
}
