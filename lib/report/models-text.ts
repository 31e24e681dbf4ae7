import pc from 'picocolors';
import type { Figure } from '../figures/figure';
import type { ModelSummary } from '../plan/models/model-facts';
import { showNumber } from './number-words';
import { wrappedLines } from './wrapped-lines';

/** Models of the catalogue, two lines each. */
export const modelsText = (models: readonly ModelSummary[]): string =>
  models.map((model) => `${pc.bold(model.id)}\n${wrappedLines(summaryLine(model), '  ')}`).join('');

/** What one line says of a model: task, size, context, licence, and whether it must be asked for. */
export function summaryLine(model: ModelSummary): string {
  const { task, weights, contextTokens } = model;
  return [
    ...(task === undefined ? [] : [task]),
    parametersWords(model),
    ...(weights === undefined ? [] : [`${weights} weights`]),
    ...(contextTokens === undefined ? [] : [`${showNumber(contextTokens)} tokens`]),
    licenceWords(model),
    ...(model.configComplete === false ? ['config in part'] : []),
    ...(model.faults.length > 0 ? [pc.yellow('cannot be planned: models show says why')] : []),
  ].join(' · ');
}

function parametersWords({
  parametersBillion,
  activeParametersBillion,
  statedParametersBillion,
}: ModelSummary): string {
  const all = parametersBillion ?? statedParametersBillion;
  if (all === undefined) {
    return 'parameters unknown';
  }
  const active = activeParametersBillion;
  const isMixture = active !== undefined && active.value < 0.7 * all.value;
  return `${size(all)} parameters${isMixture ? `, ${size(active)} for a token` : ''}`;
}

const size = ({ value }: Figure): string => `${showNumber(value)} × 10⁹`;

export function licenceWords({ licence, licenceFromMemory, gated, gatedFromMemory }: ModelSummary): string {
  const recalled = (fromMemory: boolean): string => (fromMemory ? ' (recalled, not read)' : '');
  const words = licence === undefined ? 'licence unknown' : `licence ${licence}${recalled(licenceFromMemory)}`;
  return gated === undefined ? words : `${words} · ${gated ? 'gated' : 'not gated'}${recalled(gatedFromMemory)}`;
}
