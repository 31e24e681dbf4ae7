import { type RolloutMode, rolloutModes } from '../contract/rollout';

/** What `cdk deploy -c rollout=…` says; `watched` where it says nothing, undefined for an unknown word. */
export const rolloutMode = (word: string | undefined): RolloutMode | undefined =>
  word === undefined ? 'watched' : rolloutModes.find((mode) => mode === word);

export const unknownRolloutMode = (word: string | undefined): string =>
  `-c rollout: is an unknown mode, got ${JSON.stringify(word)}, expected one of ${rolloutModes.join(', ')}; leave it out, and alarms stop the rollout of a bad version\n`;
