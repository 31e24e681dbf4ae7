const prefix = 'cell-';

/** Name of the cluster with the instances of a cell. */
export const cellCluster = (model: string): string => `${prefix}${model}`;

/** The model whose instances a cluster has; undefined for every other cluster. */
export const modelOfCluster = (name: string): string | undefined =>
  name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
