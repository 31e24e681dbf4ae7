import { nameOfError } from '../programs/name-of-error';
import { log } from './io/log';
import { onCrash } from './io/on-crash';
import { isRangeThread, serveRanges } from './io/range-thread';
import { callSites } from './ports/retry';

/** One file is the whole agent. Its threads run it too, and load nothing of the rest. */
async function main(): Promise<void> {
  if (isRangeThread()) {
    serveRanges();
    return;
  }
  const { run } = await import('./run.js');
  await run();
}

onCrash((thrown) => log('agent failed', { problem: nameOfError(thrown), at: callSites(thrown) }));

main().catch((thrown: unknown) => {
  log('agent failed', { problem: thrown instanceof Error ? thrown.message : 'unknown' });
  process.exitCode = 1;
});
