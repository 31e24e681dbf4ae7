import type { Log } from '../ports/log';

/** One JSON object a line, into the journal. */
export const log: Log = (event, facts = {}) => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`);
};
