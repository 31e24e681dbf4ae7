import { derived, type Figure } from '../figures/figure';
import { fromConfig } from './from-config';
import type { Architecture } from './model/architecture';
import { parametersOf, type Tensor } from './model/tensor';

const sum = (tensors: readonly Tensor[], of: (tensor: Tensor) => number): number =>
  tensors.reduce((total, tensor) => total + of(tensor), 0);

const loaded = ({ place }: Tensor): boolean => place === 'text' || place === 'tower';

/** Parameters of the model as it is served, in 10⁹: without layers that only speculative decoding would load. */
export function totalParameters(architecture: Architecture): Figure {
  const { tensors, family } = architecture;
  const value = sum(tensors.filter(loaded), parametersOf) / 1e9;
  return derived(value, '10⁹ parameters', `sum over the matrices of config.json, family ${family}`, {
    from: fromConfig(architecture),
  });
}

/**
 * Parameters that the model reads for one token, in 10⁹: of the experts those that it chooses, and not the table in which
 * it looks up the token.
 */
export function activeParameters(architecture: Architecture): Figure {
  const { tensors, family } = architecture;
  const value =
    sum(
      tensors.filter(({ place }) => place === 'text'),
      ({ outputs, inputs, activeCount }) => outputs * inputs * activeCount,
    ) / 1e9;
  return derived(
    value,
    '10⁹ parameters',
    `sum over the matrices that one token uses, family ${family}, without the table of token vectors`,
    { from: fromConfig(architecture) },
  );
}
