import type { CellPlan } from './cell';
import type { SimulatedCell } from './simulated-cell';

/**
 * Sizes of cells under another demand, without a simulation of it: what arithmetic says of them × what simulations found of
 * the same cell today ÷ what arithmetic says of it today. Larger groups lose less to bursts, so that the true sizes of a larger
 * demand tend to be smaller. Cells that were not simulated keep their arithmetic.
 */
export const sizedLike = (today: readonly CellPlan[], arithmetic: readonly CellPlan[]): SimulatedCell[] =>
  arithmetic.flatMap(({ model, region, minInstances, ownInstances }) => {
    const simulated = today.find((cell) => cell.model === model && cell.region === region)?.simulated;
    if (simulated?.decided === undefined || simulated.arithmeticInstances.value === 0) {
      return [];
    }
    const ratio = simulated.decided.running.value / simulated.arithmeticInstances.value;
    const scaled = (instances: number): number => Math.ceil(Number((instances * ratio).toFixed(9)));
    const running = scaled(minInstances.value);
    const fewest = { own: scaled(ownInstances.value), running, grown: running };
    return [
      {
        model,
        region,
        confidence: simulated.confidence,
        fewest: { central: fewest, cautious: fewest },
        growth: undefined,
        kept: [],
      },
    ];
  });
