import { knownArchitecture } from '../../architecture/known-architecture';
import type { Architecture, Task } from '../../architecture/model/architecture';
import { activeParameters, totalParameters } from '../../architecture/parameters';
import type { ParsedConfig } from '../../architecture/parse-config';
import { type KnownModel, knownModelsProvenance, publishedModels } from '../../catalogue/known-models';
import { assumed, type Figure, published } from '../../figures/figure';

/** What the catalogue and a `config.json` say of one model. */
export interface ModelFacts {
  readonly id: string;
  readonly parsed: ParsedConfig;
  /** What the catalogue states; absent for a `config.json` that the catalogue does not hold. */
  readonly known?: KnownModel;
}

/** Models of the catalogue whose id has every one of these words, in any case. */
export const modelsWith = (words: readonly string[]): readonly ModelFacts[] =>
  publishedModels.filter(({ id }) => words.every((word) => id.toLowerCase().includes(word.toLowerCase()))).map(factsOf);

export const factsOf = (known: KnownModel): ModelFacts => ({ id: known.id, parsed: knownArchitecture(known), known });

/** One model for programs: facts with their origins, no arithmetic of memory. */
export interface ModelSummary {
  readonly id: string;
  readonly task: Task | undefined;
  readonly parametersBillion: Figure | undefined;
  readonly activeParametersBillion: Figure | undefined;
  /** As its publisher or another source states it. */
  readonly statedParametersBillion: Figure | undefined;
  /** Format of the weights. */
  readonly weights: string | undefined;
  readonly contextTokens: number | undefined;
  readonly licence: string | undefined;
  readonly licenceFromMemory: boolean;
  /** Whether its publisher asks for consent before a download; undefined where that is not known. */
  readonly gated: boolean | undefined;
  readonly gatedFromMemory: boolean;
  readonly configSource: string | undefined;
  readonly configComplete: boolean | undefined;
  /** Why it cannot be planned; empty where it can. */
  readonly faults: readonly string[];
}

export function modelSummary({ id, parsed: { architecture, faults = [] }, known }: ModelFacts): ModelSummary {
  return {
    id,
    task: architecture?.task,
    parametersBillion: architecture && totalParameters(architecture),
    activeParametersBillion: architecture && activeParameters(architecture),
    statedParametersBillion: known && statedParameters(known),
    weights: architecture && weightsFormat(architecture),
    contextTokens: architecture?.context.longestTokens,
    licence: known?.licence,
    licenceFromMemory: known?.licenceFromMemory ?? false,
    gated: known?.gated,
    gatedFromMemory: known?.gatedFromMemory ?? false,
    configSource: known?.configSource,
    configComplete: known?.configComplete,
    faults: faults.map(({ path, problem, fix }) => `${path.map(String).join('.')} ${problem}; ${fix}`),
  };
}

const weightsFormat = ({ quantization: { format, method } }: Architecture): string =>
  method === format || method === 'none' ? format : `${format} (${method})`;

/** A value that was recalled is never called published. */
function statedParameters({ parametersBillion, parametersSource, parametersFromMemory }: KnownModel) {
  const unit = '10⁹ parameters';
  if (parametersBillion === undefined) {
    return undefined;
  }
  return parametersFromMemory
    ? assumed(parametersBillion, unit, parametersSource ?? 'recalled')
    : published(parametersBillion, unit, {
        source: parametersSource ?? knownModelsProvenance.source,
        date: knownModelsProvenance.date,
      });
}
