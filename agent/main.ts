import { nameOfError } from '../programs/name-of-error';
import { log } from './io/log';
import { onCrash } from './io/on-crash';
import { isRangeThread, serveRanges } from './io/range-thread';
import { callSites } from './ports/retry';

/** Keeps the cause of a crash for the next agent, once there is a place for it. */
let keepCrash: (thrown: unknown) => void = () => undefined;

/** One file is the whole agent. Its threads run it too, and load nothing of the rest. */
async function main(): Promise<void> {
  if (isRangeThread()) {
    serveRanges();
    return;
  }
  const { run } = await import('./run.js');
  await run((keep) => {
    keepCrash = keep;
  });
}

onCrash((event, thrown) => {
  log(event, { problem: nameOfError(thrown), at: callSites(thrown) });
  if (event === 'agent failed') {
    keepCrash(thrown);
  }
});

main().catch((thrown: unknown) => {
  log('agent failed', { problem: thrown instanceof Error ? thrown.message : 'unknown' });
  keepCrash(thrown);
  process.exit(1);
});
