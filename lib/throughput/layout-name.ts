import type { Layout } from '../architecture/model/architecture';

/** `TP4`, `TP1 DP8 EP`: tensor parallelism, copies of the attention, whole experts on each GPU. */
export const layoutName = ({ tensorParallel, dataParallel = 1, expertParallel = false }: Layout): string =>
  `TP${tensorParallel}${dataParallel > 1 ? ` DP${dataParallel}` : ''}${expertParallel ? ' EP' : ''}`;
