import { join } from 'node:path';

/** Where the guard's files lie: all of them in one folder, for root alone. */
export const guardFiles = (folder: string) => ({
  configuration: join(folder, 'haproxy.cfg'),
  /** Holds the secret of the cache salts. */
  script: join(folder, 'guard.lua'),
  /** HAProxy's runtime API. */
  socket: join(folder, 'haproxy.sock'),
});
