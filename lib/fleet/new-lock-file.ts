import { editLock } from './edit-lock';
import { unresolvedDigest, unresolvedMachineImage } from './lock-file';

const header =
  '# Pins of the fleet file beside this one: machine images, the images of engine and guard, the agent and the weights. All zeros means\n' +
  '# not looked up yet. `npx polyregion pin` and `npx polyregion artifacts push` replace them; until then cdk deploy stops.\n';

/** The text of a lock file in which nothing is pinned yet. */
export const newLockFile = (regions: readonly string[], models: readonly string[]): string =>
  editLock(header, [
    ...regions.map((region) => ({ path: ['machineImages', region], values: unresolvedMachineImage })),
    ...['engineImageDigest', 'guardImageDigest', 'agent'].map((name) => ({
      path: [name],
      values: { id: unresolvedDigest, status: 'unresolved' },
    })),
    ...models.map((model) => ({
      path: ['weights', model],
      values: { manifest: unresolvedDigest, status: 'unresolved' },
    })),
  ]);
