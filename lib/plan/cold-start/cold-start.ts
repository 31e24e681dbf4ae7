import { coldStartFacts } from '../../catalogue/cold-start';
import { type ColdStartStage, coldStartStages, wholeColdStart } from '../../contract/cold-start';
import { targetHealth } from '../../contract/health';
import { gpusOf } from '../../contract/replica-layout';
import { assumed, derived, type Figure, published } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';
import type { MemoryFit } from '../throughput/memory-fit';
import type { ColdStartStages } from './cold-start-stages';
import { measuredStage } from './measured-stage';
import { chosenStages, settableStages } from './settable-stages';
import { type PricedInstance, type Shortening, shortenings } from './shortenings';
import { transfer } from './transfer';

export interface ColdStart extends ColdStartStages {
  readonly totalSeconds: Figure;
  /** Ways to shorten it: what costs nothing first, then most seconds for a dollar. */
  readonly shortenings: readonly Shortening[];
}

// No trustworthy published time of a p4, p5 or g6 launch was found, nor of its boot: wide, until measured.
const launch = assumed(120, 's', 'request to running; simulators use 120 and 155 s, small instances take 18 s', {
  low: 60,
  high: 300,
});
const boot = assumed(60, 's', 'running to agent started; 34 to 39 s were published for instances without GPUs', {
  low: 30,
  high: 180,
});
const image = assumed(300, 's', 'pull of a 15 to 20 GB engine image; four to six minutes were published', {
  low: 240,
  high: 360,
});
const warmUp = assumed(18, 's', 'first completion after the engine calls itself healthy, one team on g6e', {
  low: 5,
  high: 60,
});

export function coldStart(model: Model, fit: MemoryFit, instance: PricedInstance): ColdStart {
  const { download, cudaGraphs } = coldStartFacts;
  const settable = settableStages(fit.weightsGiB, fit.weightsGiB.value / gpusOf(model));
  const expected: ColdStartStages = {
    launch,
    boot,
    image,
    weights: transfer(fit.checkpointGiB, fit.checkpointGiB.value, {
      ...download,
      perSecond: download.gibPerSecond,
      unit: 'GiB/s',
    }),
    ...chosenStages(settable, model),
    graphCapture: published(cudaGraphs.seconds, 's', cudaGraphs),
    warmUp,
    registration: registration(),
  };
  const known = (stage: ColdStartStage | typeof wholeColdStart, otherwise: Figure): Figure =>
    measuredStage(otherwise, model.measured?.coldStarts[instance.instanceType]?.[stage]);
  const stages = Object.fromEntries(
    coldStartStages.map((stage) => [stage, known(stage, expected[stage])]),
  ) as unknown as ColdStartStages;
  return {
    ...stages,
    totalSeconds: known(wholeColdStart, total(Object.values(stages))),
    shortenings: shortenings(stages, settable, model, fit.checkpointGiB, instance),
  };
}

/** From the end of a start until the load balancer sends traffic. */
export function registration(): Figure {
  const { intervalSeconds, healthyCount } = targetHealth;
  return derived(
    intervalSeconds * healthyCount,
    's',
    `${healthyCount} health checks of the load balancer, ${intervalSeconds} s apart`,
    {
      from: [
        assumed(intervalSeconds, 's', 'health check interval of the target groups, lib/contract/health.ts'),
        assumed(healthyCount, 'checks', 'healthy threshold of the target groups, lib/contract/health.ts'),
      ],
    },
  );
}

function total(stages: readonly Figure[]): Figure {
  const sum = (pick: (stage: Figure) => number): number => stages.reduce((seconds, stage) => seconds + pick(stage), 0);
  return derived(
    sum(({ value }) => value),
    's',
    'the sum of the stages, one after the other',
    {
      low: sum(({ value, low }) => low ?? value),
      high: sum(({ value, high }) => high ?? value),
      from: stages,
    },
  );
}
