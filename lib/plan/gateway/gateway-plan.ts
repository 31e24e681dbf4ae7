import type { ApiRoute } from '../../engine/api-routes';
import type { Figure } from '../../figures/figure';

/** What the gateways of one region take, and where they may send it. Their machines: gateway-group.ts. */
export interface GatewayPlan {
  readonly region: string;
  /** Address range of its network. */
  readonly vpcCidr: string;
  readonly workloads: readonly GatewayWorkload[];
  /** Every cell that a tier of the region names. */
  readonly cells: readonly GatewayCell[];
  /** Every provider that a tier of the region names. */
  readonly providers: readonly GatewayProvider[];
  /** Address ranges of the gateways that may send requests here: those of the peered regions of the same jurisdictions. */
  readonly peers: readonly GatewayPeer[];
}

export interface GatewayPeer {
  readonly region: string;
  readonly vpcCidr: string;
}

export interface GatewayCell {
  readonly model: string;
  /** The name by which its engines know the model. */
  readonly servedName: string;
  /** Requests in flight at which an instance is full. */
  readonly slotsPerInstance: Figure;
  /** Instances that it has at all times. */
  readonly minInstances: Figure;
}

export interface GatewayProvider {
  readonly name: string;
  readonly kind: 'bedrock' | 'openai';
  readonly host: string;
  readonly port: number;
  /** Where its API begins, without the version: `/openai` for Bedrock. */
  readonly pathPrefix: string;
  /** Signs requests to Bedrock. */
  readonly signingRegion?: string;
  /** Secret with the key of any other provider. */
  readonly keySecret?: string;
  readonly jurisdiction: string;
  /** All gateways of the region together. */
  readonly maxUsdPerHour: Figure;
}

export interface GatewayWorkload {
  readonly name: string;
  readonly jurisdiction: string;
  /** Names by which clients ask for it. */
  readonly hostNames: readonly string[];
  readonly model: string;
  readonly routes: readonly ApiRoute[];
  /** The own cell comes first. It alone may be asked twice for one request. */
  readonly tiers: readonly GatewayTier[];
  readonly bodyLimitBytes: Figure;
  /** Longest answer that it is planned for: what a request may cost at a provider where it states no limit. */
  readonly maxOutputTokens: Figure;
  /** Until the first byte of a stream; then the next tier is asked. */
  readonly firstTokenLimitSeconds: Figure;
  /** Between two chunks of an answer. */
  readonly silenceLimitSeconds: Figure;
  /** For a whole answer that does not stream. */
  readonly answerLimitSeconds: Figure;
  /** What a client is told to wait, when every tier is full, or has lost its instances. */
  readonly retryAfterSeconds: { readonly full: Figure; readonly lost: Figure };
}

export type GatewayTier =
  | { readonly kind: 'own'; readonly model: string }
  | { readonly kind: 'sibling'; readonly region: string; readonly slots: Figure }
  | { readonly kind: 'smaller'; readonly model: string; readonly workload: string }
  | {
      readonly kind: 'provider';
      readonly provider: string;
      readonly model: string;
      readonly inputUsdPerMillionTokens: Figure;
      readonly outputUsdPerMillionTokens: Figure;
    };
