import type { Architecture } from '../model/architecture';
import { parametersOf, type Tensor } from '../model/tensor';
import { activeParameters } from '../parameters';

const billions = (tensors: readonly Tensor[]): number =>
  tensors.reduce((total, tensor) => total + parametersOf(tensor), 0) / 1e9;

/**
 * Work of the tower for one token of an image ÷ work of the text model for one token, both in multiplications with
 * weights: the layers work on every patch, the projector on every token. Undefined where the model reads no images. The
 * attention among patches comes on top.
 */
export function towerWork(architecture: Architecture): number | undefined {
  const { imageToken, tensors } = architecture;
  if (imageToken === undefined) {
    return undefined;
  }
  const tower = tensors.filter(({ place, role }) => place === 'tower' && role !== 'vector');
  const isProjector = ({ name }: Tensor): boolean => name.startsWith('projector');
  const layers = billions(tower.filter((tensor) => !isProjector(tensor)));
  const projector = billions(tower.filter(isProjector));
  return (imageToken.patches * layers + projector) / activeParameters(architecture).value;
}
