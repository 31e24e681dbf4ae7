import { totalParameters } from '../../architecture/parameters';
import { type Figure, stated } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';

/** The parameters of a model: as the fleet file states them, or else as its `config.json` gives them. */
export function parametersFigure({ architecture, parametersBillion }: Model): Figure {
  const computed = architecture === undefined ? undefined : totalParameters(architecture);
  return computed?.value === parametersBillion
    ? computed
    : stated(parametersBillion, '10⁹ parameters', 'models[].parametersBillion');
}
