import { nameOfError } from '../../programs/name-of-error';
import { backoffSeconds } from './backoff';
import { callSites, type RetryPorts } from './retry';

/** Work that nothing waits for: where it fails, that is logged with its place in the program, and the work begins again. */
export function inBackground({ clock, log, random }: RetryPorts, what: string, work: () => Promise<unknown>): void {
  const keep = async (): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      try {
        await work();
        return;
      } catch (thrown) {
        log('task failed', { what, problem: nameOfError(thrown), at: callSites(thrown), attempt: tries + 1 });
        await clock.sleep(backoffSeconds(tries, random()));
      }
    }
  };
  void keep();
}
