import type { FleetFile } from './schema';

type FileWorkload = FleetFile['workloads'][number];

/** Whether nobody waits for the answers one by one. */
export const isBatch = ({ shape }: Pick<FileWorkload, 'shape'>): boolean => shape === 'batch-inference';
