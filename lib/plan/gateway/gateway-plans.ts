import { distanceKm } from '../../catalogue/globe';
import { region as regionOf } from '../../catalogue/regions';
import { regionalHostName, workloadHostName } from '../../contract/names';
import { apiRoutes, type ServedModel } from '../../engine/api-routes';
import { derived, type Figure, show, stated } from '../../figures/figure';
import type { Fleet, LatencyWorkload, Workload } from '../../fleet/fleet';
import type { ProviderEntry } from '../../fleet/schema/gateway-schema';
import { shapeTraits } from '../../fleet/shape-traits';
import { tiersWhenShort } from '../../fleet/when-short';
import type { CellPlan } from '../capacity/cell';
import type { EdgePlan } from '../traffic/edge';
import type { GatewayCell, GatewayPlan, GatewayProvider, GatewayTier, GatewayWorkload } from './gateway-plan';
import { gatewayLimits } from './limits';

interface PlannedRegion {
  readonly region: string;
  readonly vpcCidr: string;
  readonly edge: EdgePlan;
}

interface PlannedModel extends ServedModel {
  readonly name: string;
  readonly weights: string;
}

/** The part of the plan that gateways follow from. */
export interface Planned {
  readonly regions: readonly PlannedRegion[];
  readonly models: readonly PlannedModel[];
  readonly cells: readonly CellPlan[];
}

/** One gateway in every region with a workload that clients call; none where the fleet has no gateways. */
export const gatewayPlans = (fleet: Fleet, planned: Planned): GatewayPlan[] =>
  fleet.gateway === undefined ? [] : planned.regions.flatMap((region) => gatewayPlan(fleet, planned, region));

function gatewayPlan(fleet: Fleet, planned: Planned, { region, vpcCidr, edge }: PlannedRegion): GatewayPlan[] {
  const called = fleet.workloads.filter(
    (workload): workload is LatencyWorkload =>
      shapeTraits[workload.shape].hasHostName && regionsOf(fleet, workload).includes(region),
  );
  if (called.length === 0) {
    return [];
  }
  const workloads = called.map((workload): GatewayWorkload => {
    const model = planned.models.find(({ name }) => name === workload.model) as PlannedModel;
    const name = { workload: workload.name, jurisdiction: workload.jurisdiction, domain: fleet.domain };
    const images = edge.images?.workloads.includes(workload.name) ? edge.images : undefined;
    return {
      name: workload.name,
      jurisdiction: workload.jurisdiction,
      hostNames: [workloadHostName(name), regionalHostName(region, name)],
      model: workload.model,
      routes: apiRoutes(model),
      tiers: tiersOf(fleet, planned, region, workload),
      bodyLimitBytes: (images ?? edge).bodyLimitBytes,
      maxOutputTokens: stated(workload.maxOutputTokens, 'tokens', 'workloads[].maxOutputTokens'),
      ...gatewayLimits(workload, cellOf(planned, workload.model, region)),
    };
  });
  const tiers = workloads.flatMap((workload) => workload.tiers);
  const models = new Set(tiers.flatMap((tier) => ('model' in tier && tier.kind !== 'provider' ? [tier.model] : [])));
  const siblings = new Set(tiers.flatMap((tier) => (tier.kind === 'sibling' ? [tier.region] : [])));
  return [
    {
      region,
      vpcCidr,
      workloads,
      cells: [...models].map((model) => gatewayCell(planned, model, region)),
      providers: (fleet.gateway?.providers ?? [])
        .filter(({ name }) => tiers.some((tier) => tier.kind === 'provider' && tier.provider === name))
        .map(gatewayProvider),
      // A region sends to its siblings alone, so its siblings send to it.
      peers: planned.regions
        .filter((other) => siblings.has(other.region))
        .map((other) => ({ region: other.region, vpcCidr: other.vpcCidr })),
    },
  ];
}

const regionsOf = ({ jurisdictions }: Fleet, { jurisdiction }: Workload): readonly string[] =>
  jurisdictions[jurisdiction] ?? [];

const cellOf = ({ cells }: Planned, model: string, region: string): CellPlan =>
  cells.find((cell) => cell.model === model && cell.region === region) as CellPlan;

function tiersOf(fleet: Fleet, planned: Planned, region: string, workload: Workload): GatewayTier[] {
  const own: GatewayTier = { kind: 'own', model: workload.model };
  const others = tiersWhenShort(fleet, workload).flatMap((tier): GatewayTier[] => {
    if (tier === 'siblings') {
      return siblingsOf(region, regionsOf(fleet, workload)).map((sibling) => ({
        kind: 'sibling',
        region: sibling,
        slots: siblingSlots(cellOf(planned, workload.model, sibling)),
      }));
    }
    if ('degrade' in tier) {
      const other = fleet.workloads.find(({ name }) => name === tier.degrade) as Workload;
      return [{ kind: 'smaller', model: other.model, workload: other.name }];
    }
    const provider = fleet.gateway?.providers.find(({ name }) => name === tier.provider) as ProviderEntry;
    const price = (field: 'inputUsdPerMillionTokens' | 'outputUsdPerMillionTokens'): Figure =>
      stated(provider[field], 'USD/10⁶ tokens', `gateway.providers[].${field}: ${provider.priceSource}`);
    return [
      {
        kind: 'provider',
        provider: provider.name,
        model: provider.model,
        inputUsdPerMillionTokens: price('inputUsdPerMillionTokens'),
        outputUsdPerMillionTokens: price('outputUsdPerMillionTokens'),
      },
    ];
  });
  return [own, ...others];
}

/** Nearest first: the round trip grows with the distance. */
function siblingsOf(region: string, regions: readonly string[]): string[] {
  const from = regionOf(region);
  const distance = (code: string): number => {
    const to = regionOf(code);
    return from === undefined || to === undefined ? Number.POSITIVE_INFINITY : distanceKm(from, to);
  };
  return regions.filter((code) => code !== region).sort((a, b) => distance(a) - distance(b));
}

/** A gateway sends a sibling no more than this, because the sibling lends only what its own users leave free. */
const siblingSlots = ({ fullRequestsInFlight, minInstances }: CellPlan): Figure =>
  derived(
    fullRequestsInFlight.value * minInstances.value,
    'requests',
    `${minInstances.value} instances that it has at all times × ${show(fullRequestsInFlight.value)} requests in flight`,
    { from: [minInstances, fullRequestsInFlight] },
  );

function gatewayCell(planned: Planned, model: string, region: string): GatewayCell {
  const { fullRequestsInFlight, minInstances } = cellOf(planned, model, region);
  const { weights } = planned.models.find(({ name }) => name === model) as PlannedModel;
  return { model, servedName: weights, slotsPerInstance: fullRequestsInFlight, minInstances };
}

const httpsPort = 443;

function gatewayProvider(provider: ProviderEntry): GatewayProvider {
  const { name, kind, jurisdiction, region, host, keySecret, maxUsdPerHour } = provider;
  const common = {
    name,
    kind,
    port: httpsPort,
    jurisdiction,
    maxUsdPerHour: stated(maxUsdPerHour, 'USD/h', 'gateway.providers[].maxUsdPerHour'),
  };
  return kind === 'bedrock'
    ? {
        ...common,
        host: `bedrock-runtime.${region}.amazonaws.com`,
        pathPrefix: '/openai',
        ...(region !== undefined && { signingRegion: region }),
      }
    : { ...common, host: host ?? '', pathPrefix: '', ...(keySecret !== undefined && { keySecret }) };
}
