import type { LaunchFailure } from '../../lib/contract/agent-events';
import type { ColdStartStage } from '../../lib/contract/cold-start';

/** Why an instance cannot serve. Waiting would not help. */
export class LaunchFault extends Error {
  constructor(
    readonly reason: LaunchFailure['reason'],
    readonly stage: ColdStartStage,
    /** Of the fleet's own making: names of files, digests, exit codes. */
    readonly problem: string,
  ) {
    super(problem);
    this.name = 'LaunchFault';
  }
}
