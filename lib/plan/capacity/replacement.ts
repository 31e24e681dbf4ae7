import type { ReplacementOrder } from '../../contract/replacement-orders';
import { assumed, derived, type Figure } from '../../figures/figure';

/** How long it takes to give every instance of a group a new template, and to take that back. */
export interface ReplacementPlan {
  readonly order: ReplacementOrder;
  /** In the group when all of them are replaced, at least one. */
  readonly instances: Figure;
  /** Launched beside the group while it is replaced: what AWS must have free, within an hour. */
  readonly spareInstances: Figure;
  readonly minHealthyRatio: Figure;
  readonly maxHealthyRatio: Figure;
  /** Cold start of one instance at its slow end. */
  readonly coldStartAtMost: Figure;
  /** Share of the group after which the refresh waits first: one instance. */
  readonly firstCheckpointRatio: Figure;
  readonly checkpointDelaySeconds: Figure;
  readonly bakeTimeSeconds: Figure;
  /** One instance after the other, with every wait. */
  readonly seconds: Figure;
  /** A refresh that fails at its end is done twice: there and back. */
  readonly rollbackSeconds: Figure;
}

/** Long enough for an alarm of five minutes to see the new instance under load. */
const checkpointDelay = assumed(600, 's', 'ten minutes under load after the first instance, before the others follow');
const bakeTime = assumed(600, 's', 'ten minutes of watching after the last instance');

export interface ReplacedGroup {
  readonly instances: Figure;
  readonly surge: Figure;
  readonly order: ReplacementOrder;
  readonly coldStartAtMost: Figure;
}

export function replacementPlan({ instances, surge, order, coldStartAtMost }: ReplacedGroup): ReplacementPlan {
  const isFull = order === 'terminate-first';
  const size = Math.max(1, instances.value);
  const each = isFull ? 1 : Math.max(1, surge.value);
  const rounds = Math.ceil(size / each);
  const seconds = derived(
    rounds * coldStartAtMost.value + checkpointDelay.value + bakeTime.value,
    's',
    `${rounds} × ${coldStartAtMost.value} s cold start, ${each} at a time + ${checkpointDelay.value} s at the checkpoint + ${bakeTime.value} s of watching`,
    { from: [instances, surge, coldStartAtMost, checkpointDelay, bakeTime] },
  );
  const rollbackSeconds = derived(2 * seconds.value, 's', `2 × ${seconds.value} s, there and back`, {
    from: [seconds],
  });
  return {
    order,
    instances: derived(size, 'instances', `those of the group, at least one`, { from: [instances] }),
    spareInstances: surge,
    minHealthyRatio: isFull
      ? derived((size - 1) / size, 'ratio', `one of ${size} is out of service`, { from: [instances] })
      : assumed(1, 'ratio', 'nothing is taken out before its replacement answers'),
    maxHealthyRatio: isFull
      ? assumed(1, 'ratio', 'there is no room beside')
      : derived(1 + each / size, 'ratio', `${each} beside ${size}`, { from: [surge, instances] }),
    coldStartAtMost,
    firstCheckpointRatio: derived(1 / size, 'ratio', `one of ${size}`, { from: [instances] }),
    checkpointDelaySeconds: checkpointDelay,
    bakeTimeSeconds: bakeTime,
    seconds,
    rollbackSeconds,
  };
}
