import { log } from './io/log';
import { isRangeThread, serveRanges } from './io/range-thread';

/** One file is the whole agent. Its threads run it too, and load nothing of the rest. */
async function main(): Promise<void> {
  if (isRangeThread()) {
    serveRanges();
    return;
  }
  const { run } = await import('./run.js');
  await run();
}

main().catch((thrown: unknown) => {
  log('agent failed', { problem: thrown instanceof Error ? thrown.message : 'unknown' });
  process.exitCode = 1;
});
