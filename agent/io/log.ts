import type { Log } from '../ports/log';

// The journal may be restarted: what is written meanwhile is lost, and nothing else.
process.stdout.on('error', () => undefined);

/** One JSON object a line, into the journal. */
export const log: Log = (event, facts = {}) => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`);
};
