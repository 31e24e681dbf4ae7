import type { HolderKind } from '../../contract/holder-kinds';
import type { Phase } from '../../contract/phases';
import type { PoolSizing } from '../../contract/pool-sizing';
import type { PoolName, Purchase } from '../../contract/pools';
import type { Figure } from '../../figures/figure';
import type { NotYet } from '../capacity/not-yet';

/** What every capacity holder says, whatever its kind: cost, quotas, budgets and tags follow from this alone. */
interface Held extends Pick<PoolSizing<Figure>, 'minInstances' | 'maxInstances'> {
  readonly phase: Phase;
  readonly region: string;
  readonly purchase: Purchase;
  /** Allowed instance types, first choice first. */
  readonly instanceTypes: readonly string[];
  /** Launched beyond the maximum while its instances are replaced. */
  readonly surgeInstances: Figure;
  readonly expectedUsdPerHour: Figure;
  readonly worstCaseUsdPerHour: Figure;
  /** The part of the expected cost that runs on spot. */
  readonly interruptibleUsdPerHour: Figure;
  /** The part of the expected cost that stands ready for the loss of a region. */
  readonly headroomUsdPerHour: Figure;
  /** Why no stack deploys it yet; absent where one does. */
  readonly notYetDeployed?: NotYet;
}

/** One pool of a cell. */
export interface CellPoolHolder extends Held {
  readonly kind: 'cell-pool';
  readonly model: string;
  readonly pool: PoolName;
}

/** The gateways of one region. */
export interface GatewayHolder extends Held {
  readonly kind: 'gateway';
}

/** Anything that holds instances and costs money by the hour. */
export type CapacityHolder = CellPoolHolder | GatewayHolder;

export type HolderOf<Kind extends HolderKind> = Extract<CapacityHolder, { readonly kind: Kind }>;

/** What the holder works for, as the arithmetic of a sum names it. */
export function purposeOf(holder: CapacityHolder): string {
  switch (holder.kind) {
    case 'cell-pool':
      return holder.model;
    case 'gateway':
      return 'gateways';
    default:
      return holder satisfies never;
  }
}
