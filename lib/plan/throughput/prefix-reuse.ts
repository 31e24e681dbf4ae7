import { assumed, type Figure, stated } from '../../figures/figure';
import type { Workload } from '../../fleet/fleet';
import { shapeTraits } from '../../fleet/shape-traits';

/** Share of the prompt tokens that the engine has computed for an earlier request and keeps. Ratio. */
export function prefixReuse({ shape, prefixReuseRatio }: Workload): Figure {
  return prefixReuseRatio === undefined
    ? assumed(shapeTraits[shape].assumedPrefixReuseRatio, 'ratio', `prefix reuse of ${shape} that is not stated`)
    : stated(prefixReuseRatio, 'ratio', 'workloads[].prefixReuseRatio');
}
