/** How the GPUs of one engine share a model. */
export interface ReplicaLayout {
  /** GPUs that share each matrix. */
  readonly tensorParallel: number;
  /** Stages of consecutive layers. @default 1 */
  readonly pipelineParallel?: number | undefined;
  /** Copies of the attention, each with its own requests, that share the experts. @default 1 */
  readonly dataParallel?: number | undefined;
  /** Whether each GPU holds whole experts instead of a part of each. @default false */
  readonly expertParallel?: boolean | undefined;
}

/** GPUs of one replica. */
export const gpusOf = ({ tensorParallel, pipelineParallel = 1, dataParallel = 1 }: ReplicaLayout): number =>
  tensorParallel * pipelineParallel * dataParallel;

/** `tensor parallel 2, data parallel 4, expert parallel`. */
export const layoutWords = ({
  tensorParallel,
  pipelineParallel = 1,
  dataParallel = 1,
  expertParallel = false,
}: ReplicaLayout): string =>
  [
    `tensor parallel ${tensorParallel}`,
    ...(pipelineParallel > 1 ? [`pipeline parallel ${pipelineParallel}`] : []),
    ...(dataParallel > 1 ? [`data parallel ${dataParallel}`] : []),
    ...(expertParallel ? ['expert parallel'] : []),
  ].join(', ');

/** The layout alone, of something about which more is known; what is as by default is left out. */
export const layoutOf = ({ tensorParallel, dataParallel = 1, expertParallel = false }: ReplicaLayout) => ({
  tensorParallel,
  ...(dataParallel > 1 && { dataParallel }),
  ...(expertParallel && { expertParallel }),
});
