import { exampleValues } from '../plan/example-values';
import type { Plan } from '../plan/plan';
import type { Check } from './check';

/** What of the fleet file and its lock file is not the user's own yet. */
export const fleetChecks = (plan: Plan): Check[] => {
  const examples = exampleValues(plan.fleet);
  return [
    {
      about: 'fleet file',
      where: '',
      ...(examples.length === 0
        ? { state: 'fine', says: 'no placeholders' }
        : { state: 'missing', says: `still an example's: ${examples.join(', ')}` }),
    },
    ...pinChecks(plan),
  ];
};

/** Images, agent and weights that no pin names; each is asked for at deployment otherwise. */
function pinChecks(plan: Plan): Check[] {
  const { regions, models, engineImageDigest, guardImageDigest, agentDigest, gatewayPins } = plan;
  const open = (pins: readonly { readonly name: string; readonly isOpen: boolean }[]): string[] =>
    pins.filter(({ isOpen }) => isOpen).map(({ name }) => name);
  const images = open(
    regions.map(({ region, machineImage }) => ({ name: region, isOpen: machineImage.status === 'unresolved' })),
  );
  const artifacts = open([
    { name: 'engine image', isOpen: engineImageDigest.status === 'unresolved' },
    { name: 'guard image', isOpen: guardImageDigest.status === 'unresolved' },
    { name: 'agent', isOpen: agentDigest.status === 'unresolved' },
    ...(gatewayPins === undefined
      ? []
      : [
          { name: 'gateway image', isOpen: gatewayPins.imageDigest.status === 'unresolved' },
          { name: 'gateway agent', isOpen: gatewayPins.agent.status === 'unresolved' },
        ]),
    ...models.map(({ name, weightsManifest }) => ({
      name: `weights of ${name}`,
      isOpen: weightsManifest.status === 'unresolved',
    })),
  ]);
  return [
    {
      about: 'machine images',
      where: '',
      ...(images.length === 0
        ? { state: 'fine', says: 'pinned' }
        : {
            state: 'missing',
            says: `not pinned in ${images.join(', ')}`,
            command: { project: 'npx polyregion pin' },
            takes: 'seconds',
          }),
    },
    {
      about: 'artifacts',
      where: '',
      ...(artifacts.length === 0
        ? { state: 'fine', says: 'pinned' }
        : { state: 'later', says: `pushed once the artifacts stacks stand: ${artifacts.join(', ')}` }),
    },
  ];
}
