import { stated } from '../../figures/figure';
import type { IdleWorkPlan } from '../../plan/idle/idle-work';
import type { Plan } from '../../plan/plan';
import { about, duration, figures, words } from '../cells';
import type { Cell, Table } from '../table';
import { doneIn } from './done-in';

/** Batches on what the cells leave idle: when their work is done, and what it saves. */
export const idleWorkTable = ({ idleWork }: Pick<Plan, 'idleWork'>): Table => ({
  title: 'Work on idle capacity',
  columns: [
    words('workload'),
    words('model'),
    words('phase'),
    figures('promised in'),
    figures('done in'),
    figures('without a region'),
    figures('saves', 'USD/month'),
    figures('worth', 'USD/month'),
  ],
  rows: idleWork.map((work): Cell[] => [
    work.workload,
    work.model,
    work.phase,
    duration(stated(work.deadlineHours.value * 3600, 's', 'objectives.deadlineHours or its default')),
    doneIn(work.doneAfterSeconds),
    worstOf(work),
    work.savedUsdPerMonth === undefined ? '–' : about(work.savedUsdPerMonth),
    about(work.worthUsdPerMonth),
  ]),
  notes: [
    'Counted, but not deployed yet: no queue hands such work to the engines, and they run without priorities.',
    'Done: a day’s requests, begun at the hour of an assumed day from which they take longest. Saves: what instances of its own would cost. Worth: its part of what the cells cost, all of which the budget of serving pays, whatever the phase of the work.',
  ],
});

function worstOf({ afterLoss }: IdleWorkPlan): Cell {
  const [worst] = [...afterLoss].sort((a, b) => b.doneAfterSeconds.value - a.doneAfterSeconds.value);
  return worst === undefined ? 'no failover' : doneIn(worst.doneAfterSeconds);
}
