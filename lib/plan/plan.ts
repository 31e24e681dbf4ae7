import type { ModelSettings } from '../contract/cell-parameters';
import type { Figure } from '../figures/figure';
import type { Fleet, Model, Workload } from '../fleet/fleet';
import type { GatewayPins, Pin } from '../fleet/lock-file';
import type { HostOrBuy } from './buying/host-or-buy';
import type { CellPlan } from './capacity/cell';
import type { NotYet } from './capacity/not-yet';
import type { ServingType } from './capacity/serving-type';
import type { CellCost } from './cost/cell-cost';
import type { UnitCost } from './cost/unit-cost';
import type { PlannedSetting } from './engine-settings';
import type { ExistingNetworkPlan } from './existing-network';
import type { FailoverPlan } from './failover/failover';
import type { GatewayGroup } from './gateway/gateway-group';
import type { GatewayPlan } from './gateway/gateway-plan';
import type { PhaseCost } from './holders/phase-costs';
import type { QuotaNeed } from './holders/quota';
import type { IdleWorkPlan } from './idle/idle-work';
import type { DemandPlan } from './traffic/demand';
import type { EdgePlan } from './traffic/edge';
import type { AreaRoute } from './traffic/user-regions';

/** Everything decided from the fleet file and the catalogue: plain, immutable, JSON-serialisable. */
export interface Plan {
  readonly fleet: FleetIdentity;
  /** Every region that holds a cell, with the zones its network spans. */
  readonly regions: readonly RegionPlan[];
  readonly models: readonly ModelPlan[];
  readonly workloads: readonly WorkloadPlan[];
  /** Batches on what the cells leave idle; they are no workloads with cells of their own. */
  readonly idleWork: readonly IdleWorkPlan[];
  readonly cells: readonly CellPlan[];
  /** In the order of the cells. */
  readonly cellCosts: readonly CellCost[];
  /** One for every region with cells. @default - load balancers lead to cells directly */
  readonly gatewayGroups?: readonly GatewayGroup[];
  /** What the gateways of each region do with requests. @default - there are none */
  readonly gateways?: readonly GatewayPlan[];
  readonly phases: readonly PhaseCost[];
  readonly quotas: readonly QuotaNeed[];
  /** Every engine of the fleet runs the same image. */
  readonly engineImageDigest: Pin;
  readonly guardImageDigest: Pin;
  /** Digest of the archive with the program on every instance and the Node that runs it. */
  readonly agentDigest: Pin;
  /** What gateways start from. @default - the fleet has none */
  readonly gatewayPins?: GatewayPins;
}

export type FleetIdentity = Pick<
  Fleet,
  | 'name'
  | 'owner'
  | 'account'
  | 'domain'
  | 'hostedZoneId'
  | 'hostedZoneRoleArn'
  | 'certificateArns'
  | 'iam'
  | 'tags'
  | 'encryptionKeyArns'
  | 'accessLogBuckets'
  | 'homeRegion'
  | 'jurisdictions'
  | 'runbookBaseUrl'
  | 'contacts'
  | 'access'
  | 'network'
>;

export interface RegionPlan {
  readonly region: string;
  /** Zones of its cells, in which load balancer, endpoints and gateways stand. */
  readonly zoneIds: readonly string[];
  /** Zones with subnets, those of the cells among them: a zone that the cells leave keeps its subnets. */
  readonly subnetZoneIds: readonly string[];
  /** Address range of its network; without effect where the network exists already. */
  readonly vpcCidr: string;
  /** The network that exists already. @default - the fleet makes one */
  readonly existingNetwork?: ExistingNetworkPlan;
  readonly machineImage: Pin;
  /** What the firewall of its load balancer lets through. */
  readonly edge: EdgePlan;
  /** Negotiated prices of this region, USD per hour, by instance type. */
  readonly negotiatedUsdPerHour: Readonly<Record<string, number>>;
}

/** A layout, or instance types, that the fleet file does not state. */
export interface DerivedPlace {
  /** As the fleet file would state it, for example `tensorParallel: 2, instanceTypes: [p5.48xlarge]`. */
  readonly entry: string;
  readonly reason: string;
}

export type ModelPlan = Pick<Model, 'name' | Exclude<keyof ModelSettings, 'kvPrecision'>> & {
  /** As the engine keeps it: fp16 in place of bf16 where an allowed GPU has none. */
  readonly kvPrecision: Model['kvPrecision'] | 'fp16';
  /** Whether clients may chat with it. @default - true */
  readonly chat?: boolean;
  /** Arguments of its engines beside those that follow from the plan. @default - none */
  readonly engineFlags?: readonly string[];
  /** What its settings change. @default - it has none that changes memory or speed */
  readonly settings?: readonly PlannedSetting[];
  /** LoRA adapters that only some tenants may use. @default - every tenant may use every adapter */
  readonly adapterTenants?: readonly { readonly name: string; readonly tenants: readonly string[] }[];
  /** What of its place the fleet file leaves to the plan, and why. @default - nothing */
  readonly derivedPlace?: DerivedPlace;
  /** Last day of its newest profile, ISO 8601; absent where it was never profiled. */
  readonly profiledOn?: string;
  /** Digest of the manifest of the weights that were pushed. */
  readonly weightsManifest: Pin;
};

export interface WorkloadPlan {
  readonly name: string;
  readonly shape: Workload['shape'];
  readonly model: string;
  readonly jurisdiction: string;
  readonly regions: readonly string[];
  readonly objectives: Workload['objectives'];
  readonly demand: DemandPlan;
  /** Share of the prompt tokens that the engine need not compute again. */
  readonly prefixReuseRatio: Figure;
  /** What its model does on each allowed type, first choice first. */
  readonly types: readonly ServingType[];
  /** The small models beside it, on their allowed types. */
  readonly companions: readonly CompanionPlan[];
  /** Where the users of each area are served; empty where the fleet file does not say where they are. */
  readonly users: readonly AreaRoute[];
  /** Instances for the whole peak, over all regions together. */
  readonly instancesForPeak: Figure;
  readonly failover: FailoverPlan;
  readonly cost: UnitCost;
  /** Absent where the price tables do not list the model. */
  readonly hostOrBuy?: HostOrBuy;
  /** The parts of it that no stack deploys yet; empty where all of it is deployed. */
  readonly notYetDeployed: readonly NotYet[];
}

export interface CompanionPlan {
  readonly model: string;
  readonly task: Model['task'];
  readonly types: readonly ServingType[];
}
