import { hoursPerMonth } from '../figures/hours';
import type { Fleet, LatencyWorkload, Model, Workload } from '../fleet/fleet';
import type { RecordedRequests } from '../fleet/traces/recorded-requests';
import type { Plan } from '../plan/plan';
import { type Arrivals, requestStream } from '../rehearsal/request-stream';
import type { Requests } from '../simulation/requests';
import { candidateOf } from './candidate-of';
import { CellLoads } from './cell-loads';
import { Evaluator } from './evaluator';
import { withFallbackTypes } from './fallback-types';
import { type Compared, coldStartSeconds, givenUp } from './given-up';
import { brokenBesides } from './kept-besides';
import { ModelInSetting } from './model-in-setting';
import type { BrokenPlacement, ModelChoice, SizedPlacement } from './optimization';
import { changesFrom, type Placement, placementOf } from './placement';
import { placementsIn, placementsOf } from './placements';
import {
  atLeast,
  type Candidate,
  cheapest,
  type Found,
  firstFailure,
  type PlacedBreach,
  type Sized,
  sized,
} from './search';
import { type ServedPlacement, servedPlacement, sharedCells, type Unfit } from './served-placement';
import { touches } from './setting-change';
import type { Setting } from './settings';

export interface SearchOptions {
  readonly arrivals: Arrivals;
  /** The trace of a workload; undefined where it has none. */
  readonly recorded: (workload: string) => RecordedRequests | undefined;
  /** Is told what is looked at, now and then. */
  readonly says: (what: string) => void;
}

/** What a choice must cost less than, USD an hour: with a cache at least as precise as today's, and with a less precise one. */
export interface Limits {
  readonly asPrecise: number;
  readonly lessPrecise: number;
}

/** Searches the cheapest ways to serve one model so that every promise holds, normally and after the loss of each region. */
export class ModelSearch {
  /** Candidates looked at, over all settings. */
  candidates = 0;
  /** Those whose memory or latency no number of instances would mend. */
  unfit = 0;
  readonly today: SizedPlacement & Partial<Pick<BrokenPlacement, 'region' | 'broken'>>;
  private readonly evaluator: Evaluator;
  private readonly loads: CellLoads;
  private readonly streams: readonly Requests[];
  private readonly placements: readonly Placement[];
  private readonly model: Model;
  private readonly comparedToday: Compared;
  private readonly served = new Map<string, ServedPlacement | Unfit>();
  private readonly known = new Map<string, Candidate<Placement>[]>();
  private readonly planned = new Map<string, number>();

  constructor(
    private readonly fleet: Fleet,
    plan: Plan,
    readonly name: string,
    private readonly options: SearchOptions,
  ) {
    this.model = fleet.models.find((one) => one.name === name) as Model;
    this.streams = streamsOf(fleet, name, options);
    this.loads = new CellLoads(this.streams, options.arrivals.seed);
    this.placements = placementsOf(this.model);
    this.evaluator = new Evaluator((what) => options.says(`${name}: ${what}`));
    const [breach, asIs] = this.todaysBreach(plan);
    this.today = { ...asIs, ...breach };
    this.comparedToday = { sized: asIs, served: this.servedToday() };
  }

  get simulations(): number {
    return this.evaluator.simulated;
  }

  /** Whether the setting changes what the model is asked for. */
  isTouchedBy({ changes }: Setting): boolean {
    return changes.some((change) => touches(this.fleet, change, this.name));
  }

  /** No choice in this setting costs less, USD a month. */
  floorUsdPerMonth(setting: Setting): number {
    return Math.min(...this.candidatesIn(setting).map((one) => atLeast(one).usdPerHour)) * hoursPerMonth;
  }

  /**
   * The cheapest choices in a setting, the cheapest first.
   *
   * @param most how many are wanted
   * @param differIn what the choices differ in: their types, or the precision of their cache alone
   */
  choices(setting: Setting, limits: Limits, most: number, differIn: 'types' | 'precision'): ModelChoice[] {
    const candidates = this.candidatesIn(setting).map((candidate) => {
      const losesPrecision = this.losesPrecision(candidate.of);
      return {
        ...candidate,
        limitUsdPerHour: (losesPrecision ? limits.lessPrecise : limits.asPrecise) / hoursPerMonth,
        ...familyOf(candidate.of, losesPrecision, differIn),
      };
    });
    return cheapest(candidates, this.evaluator, most).map((found) => this.choice(setting, found));
  }

  losesPrecision = ({ kvPrecision }: Placement): boolean => this.model.kvPrecision === 'bf16' && kvPrecision === 'fp8';

  private candidatesIn(setting: Setting): readonly Candidate<Placement>[] {
    const key = JSON.stringify(setting.changes.filter((change) => touches(this.fleet, change, this.name)));
    const known = this.known.get(key) ?? this.makeCandidates(setting);
    this.known.set(key, known);
    return known;
  }

  private makeCandidates({ fleet }: Setting): Candidate<Placement>[] {
    const simulated: Fleet = { ...fleet, sizing: 'simulated' };
    const inSetting = new ModelInSetting(simulated, this.name, this.loads);
    const placements = placementsIn(simulated, this.model, inSetting.regions, this.placements);
    this.candidates += placements.length;
    return placements.flatMap((placement, index) => {
      this.options.says(`${this.name}: candidate ${index} of ${placements.length}`);
      const candidate = this.candidate(inSetting, placement);
      this.unfit += candidate === undefined ? 1 : 0;
      return candidate === undefined ? [] : [candidate];
    });
  }

  private candidate(setting: ModelInSetting, placement: Placement): Candidate<Placement> | undefined {
    const base = this.servedIn(setting.fleet, placement);
    if (typeof base === 'string') {
      return undefined;
    }
    const one = setting.served(base);
    const cells = candidateOf(one, {
      setting,
      rank: changesFrom(placementOf(this.model), placement),
      planned: this.planned,
    });
    const { evaluator, streams } = this;
    const isRecorded = (workload: string): boolean => this.options.recorded(workload) !== undefined;
    return {
      ...cells,
      of: placement,
      family: '',
      betterThan: [],
      limitUsdPerHour: Number.POSITIVE_INFINITY,
      alsoBroken: (instances) =>
        brokenBesides(one, cells.cells, instances, { setting, evaluator, streams, isRecorded }),
    };
  }

  /** What a placement does follows from which workloads share its cells, and not from where these are. */
  private servedIn(fleet: Fleet, placement: Placement): ServedPlacement | Unfit {
    const pools = fleet.models.find(({ name }) => name === this.name)?.pools;
    const key = JSON.stringify([placement, fleet.sizing, sharedCells(fleet, this.name), pools]);
    const known = this.served.get(key) ?? servedPlacement(fleet, this.name, placement);
    this.served.set(key, known);
    return known;
  }

  private servedToday = (): ServedPlacement =>
    servedPlacement(this.fleet, this.name, placementOf(this.model)) as ServedPlacement;

  private todaysBreach({ cells, cellCosts }: Plan): [PlacedBreach | undefined, SizedPlacement] {
    const setting = new ModelInSetting(this.fleet, this.name, this.loads);
    const asIs = this.candidate(setting, placementOf(this.model)) as Candidate<Placement>;
    const instances = asIs.cells.map(
      ({ region }) => cells.find((cell) => cell.model === this.name && cell.region === region)?.minInstances.value ?? 1,
    );
    const usdPerHour = cellCosts.reduce(
      (usd, cost) => usd + (cost.model === this.name ? cost.expectedUsdPerHour.value : 0),
      0,
    );
    const today = { ...sized(asIs, instances), usdPerHour };
    const failure = firstFailure(today, this.evaluator) ?? asIs.alsoBroken(instances);
    return [failure && { region: failure.region, broken: failure.broken }, sizedPlacement(today)];
  }

  private choice({ fleet }: Setting, found: Found<Placement>): ModelChoice {
    const simulated: Fleet = { ...fleet, sizing: 'simulated' };
    const setting = new ModelInSetting(simulated, this.name, this.loads);
    const { instanceTypes } = this.model;
    const placement = withFallbackTypes(simulated, this.model, found, {
      today: instanceTypes,
      wanted: Math.max(2, instanceTypes.length),
      holds: (other) => {
        const candidate = this.candidate(setting, other);
        return (
          candidate !== undefined &&
          firstFailure(sized(candidate, found.instances), this.evaluator) === undefined &&
          candidate.alsoBroken(found.instances) === undefined
        );
      },
    });
    const chosen = { ...sizedPlacement(found), placement };
    const { nextCheaper: next } = found;
    const served = servedPlacement(simulated, this.name, placement) as ServedPlacement;
    return {
      ...chosen,
      givesUp: givenUp(this.comparedToday, { sized: chosen, served }),
      coldStartSeconds: coldStartSeconds(served),
      ...(next && { nextCheaper: { ...sizedPlacement(next), region: next.region, broken: next.broken } }),
    };
  }
}

/** A cache in 8 bits gives up accuracy, and is worth a word only where it is cheaper. */
function familyOf(
  { instanceTypes, kvPrecision }: Placement,
  losesPrecision: boolean,
  differIn: 'types' | 'precision',
): Pick<Candidate<Placement>, 'family' | 'betterThan'> {
  const type = differIn === 'types' ? instanceTypes[0] : '';
  const precision = differIn === 'types' ? kvPrecision : losesPrecision ? 'less' : 'as today';
  const family = (of: string): string => `${type} ${of}`;
  const less = differIn === 'types' ? 'fp8' : 'less';
  return { family: family(precision), betterThan: precision === less ? [] : [family(less)] };
}

/** The requests of each workload of a model whose clients wait, in the order of their names as the plan simulates them. */
const streamsOf = (fleet: Fleet, name: string, { arrivals, recorded }: SearchOptions): Requests[] =>
  fleet.workloads
    .filter((one): one is LatencyWorkload => one.model === name && isWaitedFor(one))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((workload, index) =>
      requestStream(workload, { ...arrivals, seed: arrivals.seed + index }, recorded(workload.name), 1),
    );

const isWaitedFor = (workload: Workload): boolean => workload.objectives.latency !== undefined;

const sizedPlacement = ({ candidate, instances, usdPerHour }: Sized<Placement>): SizedPlacement => ({
  placement: candidate.of,
  cells: candidate.cells.map(({ region }, index) => ({ region, instances: instances[index] as number })),
  usdPerMonth: usdPerHour * hoursPerMonth,
});
