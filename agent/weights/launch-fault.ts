import type { LaunchFailure } from '../../lib/contract/agent-events';
import type { ColdStartStage } from '../../lib/contract/cold-start';

/** Why an instance cannot serve, when waiting would not help. */
export class LaunchFault extends Error {
  constructor(
    readonly reason: LaunchFailure['reason'],
    readonly stage: ColdStartStage,
    /** Words of the fleet itself: names of files, digests, exit codes. */
    readonly problem: string,
  ) {
    super(problem);
    this.name = 'LaunchFault';
  }
}
