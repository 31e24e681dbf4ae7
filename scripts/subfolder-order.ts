/**
 * Inside these rooms the subfolders, too, import one way only: each may import those named before it. Files that lie
 * directly in the room compose the subfolders, and no subfolder imports them.
 */
export const subfolderOrder: Readonly<Record<string, readonly string[]>> = {
  'lib/plan': [
    'traffic',
    'throughput',
    'models',
    'prices',
    'cold-start',
    'capacity',
    'failover',
    'cost',
    'idle',
    'buying',
    'gateway',
    'holders',
    'measured',
  ],
  agent: [
    'ports',
    'instance',
    'readiness',
    'weights',
    'gpu-health',
    'metrics',
    'io',
    'engine',
    'guard',
    'boot',
    'drain',
    'measure',
  ],
};
