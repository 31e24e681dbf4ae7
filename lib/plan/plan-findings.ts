import { error, type Finding, warning } from '../contract/findings';
import { workloadHostName } from '../contract/names';
import { englishNumber } from '../figures/english-number';
import type { Figure } from '../figures/figure';
import type { Fleet } from '../fleet/fleet';
import { isNone } from '../fleet/schema';
import { shapeTraits } from '../fleet/shape-traits';
import { addressFindings } from './addresses';
import { busyHoursFindings } from './capacity/busy-hours-findings';
import type { CellPlan } from './capacity/cell';
import { simulatedFindings } from './capacity/simulated-findings';
import { timerFindings } from './capacity/timer-findings';
import { existingNetworkFindings } from './existing-network';
import { detection } from './failover/detection';
import type { FailoverPlan } from './failover/failover';
import { gatewayGroupFindings } from './gateway/gateway-group-findings';
import { idleFindings } from './idle/idle-findings';
import { measuredFindings } from './measured/measured-findings';
import { oneZoneFindings } from './one-zone-findings';
import type { Plan } from './plan';
import { rolloutFindings } from './rollout-findings';
import { settingFindings } from './setting-findings';
import { edgeFindings } from './traffic/edge-findings';
import { imageFindings } from './traffic/image-findings';

const source = 'plan: docs/plan.md';

const usd = (value: number): string => `${englishNumber(Math.round(value))} USD/month`;

/** Findings that only the finished plan can show. */
export function planFindings(fleet: Fleet, plan: Plan): Finding[] {
  return [
    ...budgetFindings(plan),
    ...fleet.workloads.flatMap((_, index) => promiseFindings(fleet, plan, index)),
    ...hostNameFindings(fleet, plan),
    ...groupSizeFindings(fleet, plan),
    ...fleet.workloads.flatMap((_, index) => deadlineFinding(fleet, plan, index)),
    ...simulatedFindings(fleet, plan),
    ...timerFindings(fleet, plan),
    ...busyHoursFindings(fleet, plan),
    ...measuredFindings(fleet),
    ...edgeFindings(plan),
    ...imageFindings(fleet, plan.regions),
    ...settingFindings(fleet.models),
    ...idleFindings(fleet, plan.idleWork),
    ...notYetFindings(fleet, plan),
    ...poolNotYetFindings(fleet, plan),
    ...oneZoneFindings(fleet, plan),
    ...existingNetworkFindings(plan.regions),
    ...addressFindings(plan),
    ...rolloutFindings(fleet, plan),
    ...gatewayGroupFindings(plan),
  ];
}

const indexOf = ({ workloads }: Fleet, workload: string): number =>
  workloads.findIndex(({ name }) => name === workload);

/** A workload of the fleet file in the plan; undefined where it runs on idle capacity. */
const plannedAt = ({ workloads }: Fleet, plan: Plan, index: number): Plan['workloads'][number] | undefined =>
  plan.workloads.find(({ name }) => name === workloads[index]?.name);

function budgetFindings({ phases }: Plan): Finding[] {
  return phases.flatMap(({ phase, expectedUsdPerMonth, worstCaseUsdPerMonth, budgetUsdPerMonth }) => {
    const path = ['budgetsUsdPerMonth', phase];
    if (budgetUsdPerMonth === undefined || worstCaseUsdPerMonth.value <= budgetUsdPerMonth.value) {
      return [];
    }
    const over = expectedUsdPerMonth.value > budgetUsdPerMonth.value ? expectedUsdPerMonth : undefined;
    const fault = {
      got: budgetUsdPerMonth.value,
      expected: `at least ${usd((over ?? worstCaseUsdPerMonth).value)}`,
      fix: 'raise the budget, lower the demand or the group sizes',
      source,
    };
    return over === undefined
      ? [warning(path, { problem: 'does not cover the worst case, every group at its maximum', ...fault })]
      : [error(path, { problem: 'does not cover the expected cost', ...fault })];
  });
}

/**
 * A certificate's first name is its common name.
 *
 * @see https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html DomainName: at most 64 octets
 */
const maxCommonNameCharacters = 64;

const hostNameFindings = (file: Fleet, { workloads, fleet }: Plan): Finding[] =>
  workloads.flatMap(({ name, jurisdiction }) => {
    const hostName = workloadHostName({ workload: name, jurisdiction, domain: fleet.domain });
    return hostName.length <= maxCommonNameCharacters
      ? []
      : [
          error(['workloads', indexOf(file, name), 'name'], {
            problem: `gives a host name of ${hostName.length} characters, too long for a certificate`,
            got: hostName,
            expected: `at most ${maxCommonNameCharacters} characters`,
            fix: 'shorten the name, the jurisdiction or the domain',
            source: 'AWS Certificate Manager, RequestCertificate',
          }),
        ];
  });

/** A batch that is too large for its group is reported at its deadline instead. */
const groupSizeFindings = (fleet: Fleet, { cells, workloads }: Plan): Finding[] =>
  fleet.models.flatMap(({ name }, index) => {
    const isOfBatch = workloads.some(({ model, shape }) => model === name && shapeTraits[shape].promise === 'deadline');
    const needOf = ({ minInstances, ownInstances }: CellPlan): Figure =>
      isOfBatch || minInstances.value >= ownInstances.value ? minInstances : ownInstances;
    const cell = cells.find((one) => one.model === name && one.maxInstances.value < needOf(one).value);
    if (cell === undefined) {
      return [];
    }
    const need = needOf(cell);
    const what = need === cell.minInstances ? 'the minimum that' : 'what the users of';
    return [
      error(['models', index, 'instancesPerRegion', 'max'], {
        problem: `is below ${what} ${cell.region} need${need === cell.minInstances ? 's' : ' at peak'}`,
        got: cell.maxInstances.value,
        expected: `at least ${need.value} (${need.source})`,
        fix: need === cell.minInstances ? 'raise it, or promise less' : 'raise it, or lower the demand',
        source,
      }),
    ];
  });

/** Rounded down: a share that is promised as printed is kept. */
const shareText = ({ value }: { value: number }): string => (Math.floor(value * 100) / 100).toFixed(2);

/** Compares a deadline with the largest size of the groups. Computed sizes always meet it; stated ones may not. */
function deadlineFinding(fleet: Fleet, plan: Plan, index: number): Finding[] {
  const planned = plannedAt(fleet, plan, index);
  if (planned === undefined) {
    return [];
  }
  const { name, objectives, types } = planned;
  const { deadlineHours } = objectives;
  const cells = plan.cells.filter((cell) => cell.loads.some(({ workload }) => workload === name));
  const short = cells.find(({ ownInstances, maxInstances }) => ownInstances.value > maxInstances.value);
  if (deadlineHours === undefined || short === undefined) {
    return [];
  }
  const gpus = types[0]?.gpuCount ?? 1;
  const impossible = short.ownInstances.value === Number.MAX_SAFE_INTEGER;
  return [
    error(['workloads', index, 'objectives', 'deadlineHours'], {
      problem: impossible
        ? 'is over before an instance has started'
        : `cannot be met in ${short.region} with at most ${short.maxInstances.value} instances`,
      got: deadlineHours,
      expected: impossible
        ? `more than the cold start (${short.ownInstances.source})`
        : `${short.ownInstances.value * gpus} GPUs: ${short.ownInstances.value} instances (${short.ownInstances.source})`,
      fix: impossible ? 'allow more hours' : 'raise models[].instancesPerRegion.max, or allow more hours',
      source,
    }),
  ];
}

/** Compares what a failover policy promises with what the groups serve at their minimum and at their maximum. */
function promiseFindings(fleet: Fleet, plan: Plan, index: number): Finding[] {
  const { failover } = fleet.workloads[index] as Fleet['workloads'][number];
  const planned = plannedAt(fleet, plan, index)?.failover;
  if (planned === undefined || isNone(failover) || deadlineFinding(fleet, plan, index).length > 0) {
    return [];
  }
  const short = planned.survivors.flatMap(({ lostRegion, shareOfPeak, shareOfPeakGrown }) => {
    const running = planned.runningShare;
    const path = ['workloads', index, 'failover', 'survivorsShareRatio'];
    const runs =
      shareOfPeak.value >= running.value
        ? []
        : [
            error(running.value === planned.promisedShare.value ? path : [...path.slice(0, -1), 'standbyShareRatio'], {
              problem: `is not kept after losing ${lostRegion}`,
              got: running.value,
              expected: `at most ${shareText(shareOfPeak)} with these group sizes (${shareOfPeak.source})`,
              fix: 'raise models[].instancesPerRegion.min, or promise less and shed the rest',
              source,
            }),
          ];
    const grows =
      shareOfPeakGrown.value >= planned.promisedShare.value || runs.length > 0
        ? []
        : [
            error(path, {
              problem: `cannot be reached after losing ${lostRegion}, every group at its maximum`,
              got: planned.promisedShare.value,
              expected: `at most ${shareText(shareOfPeakGrown)} with these group sizes (${shareOfPeakGrown.source})`,
              fix: 'raise models[].instancesPerRegion.max, or promise less and shed the rest',
              source,
            }),
          ];
    return [...runs, ...grows];
  });
  return [...short, ...growthFindings(fleet, plan, index)];
}

/** Whether a standby grows in time; the time of DNS failover alone is checked without a plan. */
function growthFindings(fleet: Fleet, plan: Plan, index: number): Finding[] {
  const { failover, shape } = fleet.workloads[index] as Fleet['workloads'][number];
  const planned = plannedAt(fleet, plan, index)?.failover;
  return isNone(failover) ||
    shapeTraits[shape].promise === 'deadline' ||
    planned === undefined ||
    planned.capacitySeconds.value === 0
    ? []
    : planned.recoverySeconds.value <= failover.recoverySeconds
      ? [untilGrown(index, planned)]
      : [
          error(['workloads', index, 'failover', 'recoverySeconds'], {
            problem: `is less than a ${planned.mode} takes to grow`,
            got: failover.recoverySeconds,
            expected: `at least ${Math.ceil(planned.recoverySeconds.value)} s (${planned.recoverySeconds.source})`,
            fix: 'run more on standby (standbyShareRatio), promise less (survivorsShareRatio), or relax the objective',
            source,
          }),
        ];
}

/**
 * As many requests wait for an engine as run, so that a full queue lasts as long as an answer takes.
 *
 * @see ../engine/engine-flags engineRequestLimit
 */
function untilGrown(index: number, { promisedShare, recoverySeconds, survivors }: FailoverPlan): Finding {
  const least = survivors.reduce((a, b) => (b.shareOfPeak.value < a.shareOfPeak.value ? b : a));
  return warning(['workloads', index, 'failover'], {
    problem: `promises no latency until the standby has grown: after the loss of ${least.lostRegion}, for up to ${Math.ceil(recoverySeconds.value / 60)} min, requests above the running share wait about as long as a whole answer takes, and what the full queues do not take is refused`,
    got: `a running share of ${shareText(least.shareOfPeak)}`,
    expected: `${shareText(promisedShare)} where latencies must hold at once`,
    fix: 'run all of it (standbyShareRatio), or accept this',
    source,
  });
}

/** Whether DNS failover alone is fast enough, which needs no plan of the capacity. No client waits for a batch. */
export const recoveryFindings = (fleet: Fleet): Finding[] =>
  fleet.workloads.flatMap(({ failover, shape }, index) => {
    const { trafficMovedSeconds } = detection(fleet);
    return isNone(failover) ||
      shapeTraits[shape].promise === 'deadline' ||
      trafficMovedSeconds.value <= failover.recoverySeconds
      ? []
      : [
          error(['workloads', index, 'failover', 'recoverySeconds'], {
            problem: 'is less than DNS failover takes',
            got: failover.recoverySeconds,
            expected: `at least ${trafficMovedSeconds.value} s (${trafficMovedSeconds.source})`,
            fix: 'relax the objective',
            source,
          }),
        ];
  });

const notYetFindings = (fleet: Fleet, { workloads }: Plan): Finding[] =>
  workloads.flatMap(({ name, notYetDeployed }) =>
    notYetDeployed.length === 0
      ? []
      : [
          warning(['workloads', indexOf(fleet, name)], {
            problem: 'is planned and priced, but npx cdk deploy does not deploy all of it yet',
            got: notYetDeployed.join(', '),
            expected: 'a realtime or retrieval workload, active-active or a warm standby of two regions',
            fix: 'nothing, if you only plan with it; to serve it now, change the workload',
            source: 'README, "What there is and what there is not yet"',
          }),
        ],
  );

/** Pools that are not deployed yet, of cells that are. Workloads report the cells that are not deployed at all. */
const poolNotYetFindings = (fleet: Fleet, { cells }: Plan): Finding[] =>
  fleet.models.flatMap(({ name }, index) => {
    const here = cells.filter((cell) => cell.model === name && cell.notYetDeployed === undefined);
    const missing = new Set(here.flatMap(({ pools }) => pools.flatMap(({ notYetDeployed }) => notYetDeployed ?? [])));
    return missing.size === 0
      ? []
      : [
          warning(['models', index, 'pools'], {
            problem: 'are planned and priced, but npx cdk deploy does not deploy all of them yet',
            got: [...missing].join(', '),
            expected: 'no Capacity Blocks',
            fix: 'nothing, if you only plan with them',
            source: 'README, "What there is and what there is not yet"',
          }),
        ];
  });
