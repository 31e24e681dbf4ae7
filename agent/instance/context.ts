import type { CellParameters } from '../../lib/contract/cell-parameters';
import type { CompleteHook, SendEvent } from '../ports/aws';
import type { Journal } from '../ports/journal';
import type { Metadata } from '../ports/metadata';
import type { RetryPorts } from '../ports/retry';
import type { Instance } from './instance';
import type { Settings } from './settings';
import type { StateStore } from './state';

/** What every part of the agent works with. */
export interface Context extends RetryPorts {
  readonly settings: Settings;
  readonly parameters: CellParameters;
  readonly instance: Instance;
  readonly metadata: Metadata;
  readonly state: StateStore;
  /** The newest lines of the log. */
  readonly journal: Journal;
  /** Differs after every start of the instance. */
  readonly bootId: string;
  readonly completeHook: CompleteHook;
  readonly sendEvent: SendEvent;
}
