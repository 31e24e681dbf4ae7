import type { CellParameters } from '../lib/contract/cell-parameters';
import type { Instance } from './instance';
import type { SendEvent } from './io/events';
import type { CompleteHook } from './io/hooks';
import type { Metadata } from './io/metadata';
import type { StateStore } from './io/state-store';
import type { RetryPorts } from './retry';
import type { Settings } from './settings';

/** What every part of the agent works with. */
export interface Context extends RetryPorts {
  readonly settings: Settings;
  readonly parameters: CellParameters;
  readonly instance: Instance;
  readonly metadata: Metadata;
  readonly state: StateStore;
  /** Another one after every start of the instance. */
  readonly bootId: string;
  readonly completeHook: CompleteHook;
  readonly sendEvent: SendEvent;
}
