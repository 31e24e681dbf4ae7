import { route53 } from '../../catalogue/route53';
import { rateLimit } from '../../catalogue/web-firewall';
import { sum } from '../../figures/arithmetic';
import { assumed, derived, type Figure, published, show, stated } from '../../figures/figure';
import type { Fleet, Model, Workload } from '../../fleet/fleet';
import { shapeTraits } from '../../fleet/shape-traits';
import type { DemandPlan } from './demand';
import { imageBytes } from './image-limit';

/** A workload on one of its models, in its regions. */
export interface RoutedWorkload {
  readonly workload: Workload;
  readonly model: Pick<Model, 'name' | 'architecture'>;
  readonly regions: readonly string[];
  readonly demand: DemandPlan;
}

/** What the firewall of one region lets through. */
export interface EdgePlan {
  /** Longest body, by its declared length: always one digit and then nines, so that a pattern can tell. */
  readonly bodyLimitBytes: Figure;
  /** The same for workloads whose requests may hold images, and their names; absent where there are none. */
  readonly images?: { readonly workloads: readonly string[]; readonly bodyLimitBytes: Figure };
  /** Requests of one address that are let through in five minutes. */
  readonly requestsPerClient: Figure;
  /** The part of them that one DNS health checker sends. */
  readonly checksPerChecker: Figure;
}

const bytesPerToken = assumed(
  24,
  'bytes/token',
  'four characters, each escaped as six (\\uXXXX): no script needs more',
  {
    low: 4,
    high: 24,
  },
);

const frameBytes = assumed(65_536, 'bytes', 'roles, settings and schemas around the prompt');

/** A client may be another service that sends all requests of the fleet, so only more than the planned peak is refused. */
const clientMargin = assumed(2, 'ratio', 'room above the peak that all clients together send, as if it came from one');

export function edgePlan(fleet: Fleet, region: string, served: readonly RoutedWorkload[]): EdgePlan {
  const here = served.filter(
    ({ workload, regions, model }) =>
      regions.includes(region) &&
      model.name === nameOfModel(fleet, workload.name) &&
      shapeTraits[workload.shape].hasHostName,
  );
  const checksPerChecker = fleet.access.private === undefined ? checks(here.length) : noChecks;
  return {
    bodyLimitBytes: bodyLimit(here),
    ...imageLimit(here),
    requestsPerClient: clientLimit(fleet, here, checksPerChecker),
    checksPerChecker,
  };
}

const nameOfModel = (fleet: Fleet, workload: string): string | undefined =>
  fleet.workloads.find(({ name }) => name === workload)?.model;

function bodyLimit(here: readonly RoutedWorkload[]): Figure {
  const { tokens, bytes } = textBytes(here);
  return derived(
    ninesAbove(bytes),
    'bytes',
    `${show(tokens.value)} tokens × ${bytesPerToken.value} bytes + ${show(frameBytes.value)} bytes, up to the next number of one digit and nines`,
    { from: [tokens, bytesPerToken, frameBytes] },
  );
}

function textBytes(here: readonly RoutedWorkload[]): { readonly tokens: Figure; readonly bytes: number } {
  const tokens = stated(
    Math.max(0, ...here.map(({ workload }) => workload.maxInputTokens)),
    'tokens',
    'longest workloads[].maxInputTokens of the region',
  );
  return { tokens, bytes: tokens.value * bytesPerToken.value + frameBytes.value };
}

/** One limit for all workloads with images, that of the one that needs the most. */
function imageLimit(here: readonly RoutedWorkload[]): Pick<EdgePlan, 'images'> {
  const seeing = here.flatMap(({ workload, model: { architecture } }) => {
    const { name, maxImages, maxInputTokens } = workload;
    const imageToken = architecture?.imageToken;
    return maxImages === undefined || imageToken === undefined
      ? []
      : [{ name, bytes: imageBytes({ maxImages, maxInputTokens, pixelsPerToken: imageToken.pixels }) }];
  });
  const [most] = [...seeing].sort((a, b) => b.bytes.value - a.bytes.value);
  if (most === undefined) {
    return {};
  }
  const text = textBytes(here.filter(({ workload }) => seeing.some(({ name }) => name === workload.name)));
  const bodyLimitBytes = derived(
    ninesAbove(text.bytes + most.bytes.value),
    'bytes',
    `${show(text.bytes)} bytes of text + ${show(most.bytes.value)} bytes of images of ${most.name}, up to the next number of one digit and nines`,
    { from: [text.tokens, bytesPerToken, frameBytes, most.bytes] },
  );
  return { images: { workloads: seeing.map(({ name }) => name), bodyLimitBytes } };
}

/** For example 262,144 → 299,999. */
export function ninesAbove(bytes: number): number {
  const place = 10 ** (String(Math.floor(bytes)).length - 1);
  return (Math.floor(bytes / place) + 1) * place - 1;
}

const noChecks = assumed(0, 'requests/5 min', 'no DNS health checker reaches a private load balancer');

/** A checker is one address; it asks for every workload of the region. */
function checks(workloads: number): Figure {
  const interval = published(route53.fastCheckIntervalSeconds, 's', route53);
  return derived(
    Math.ceil((workloads * rateLimit.windowSeconds) / interval.value),
    'requests/5 min',
    `${workloads} workloads × ${rateLimit.windowSeconds} s ÷ ${interval.value} s`,
    { from: [interval] },
  );
}

function clientLimit({ access }: Fleet, here: readonly RoutedWorkload[], checksPerChecker: Figure): Figure {
  const { requestsPer5MinutesPerClient: own } = access;
  if (own !== undefined) {
    return stated(own, 'requests/5 min', 'access.requestsPer5MinutesPerClient');
  }
  const peak = sum(
    'requests/s',
    here.map(({ demand }) => demand.peakRequestsPerSecond),
  );
  const value = Math.ceil(clientMargin.value * peak.value * rateLimit.windowSeconds) + checksPerChecker.value;
  return derived(
    Math.min(rateLimit.max, Math.max(rateLimit.min, value)),
    'requests/5 min',
    `${clientMargin.value} × ${show(peak.value)} requests/s peak of all regions × ${rateLimit.windowSeconds} s + ${checksPerChecker.value} of a health checker`,
    { from: [clientMargin, peak, checksPerChecker] },
  );
}
