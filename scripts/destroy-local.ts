/** Ends what `npm run deploy:local` has left running, and removes what it has written: `npm run destroy:local`. */
import { localFolder, release } from '../emulation/local/running-fleet';

const ended = release(localFolder);
process.stdout.write(ended.length === 0 ? 'destroy:local: nothing is running\n' : `ended ${ended.join(' and ')}\n`);
