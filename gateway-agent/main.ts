import { log } from '../agent/io/log';
import { onCrash } from '../agent/io/on-crash';
import { nameOfError } from '../programs/name-of-error';
import { run } from './run';

onCrash((event, thrown) => log(event, { problem: nameOfError(thrown) }));

run().catch((thrown: unknown) => {
  log('gateway failed', { problem: thrown instanceof Error ? thrown.message : 'unknown' });
  process.exit(1);
});
