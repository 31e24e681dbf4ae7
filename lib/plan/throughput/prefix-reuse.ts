import type { Shape } from '../../contract/shapes';
import { assumed, type Figure, stated } from '../../figures/figure';
import type { Workload } from '../../fleet/fleet';

/** Questions to documents share their instructions, and little else: the passages found differ from one to the next. */
const assumedReuse: Readonly<Record<Shape, number>> = {
  'realtime-assistant': 0,
  'retrieval-analytics': 0.2,
  'batch-inference': 0,
};

/** Share of the prompt tokens that the engine has computed for an earlier request and keeps. Ratio. */
export function prefixReuse({ shape, prefixReuseRatio }: Workload): Figure {
  return prefixReuseRatio === undefined
    ? assumed(assumedReuse[shape], 'ratio', `prefix reuse of ${shape} that is not stated`)
    : stated(prefixReuseRatio, 'ratio', 'workloads[].prefixReuseRatio');
}
