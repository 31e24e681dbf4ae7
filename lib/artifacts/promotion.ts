import { error, type Finding } from '../contract/findings';
import type { LockEdit } from '../fleet/edit-lock';
import type { Pin, Pins } from '../fleet/lock-file';

/** One pin on its way from one environment to another. */
export interface PromotedPin {
  readonly what: string;
  /** Undefined where nothing is pinned there yet. */
  readonly before: string | undefined;
  readonly after: string;
  readonly edit: LockEdit;
}

/** The fields under which the lock file holds an id. */
type IdField = 'id' | 'manifest';

/**
 * Every pin of one environment as another would have it: the same bytes. Machine images differ by region, so only those of
 * regions that both have are carried.
 */
export function promotedPins(from: Pins, to: Pins): PromotedPin[] {
  const carried = (path: readonly string[], own: Pin | undefined, other: Pin | undefined, field: IdField) =>
    own?.status !== 'resolved'
      ? []
      : [
          {
            what: path.join('.'),
            before: other?.status === 'resolved' ? other.id : undefined,
            after: own.id,
            edit: { path, values: { [field]: own.id, status: 'resolved' } },
          },
        ];
  return [
    ...Object.keys(to.machineImages).flatMap((region) =>
      carried(['machineImages', region], from.machineImages[region], to.machineImages[region], 'id'),
    ),
    ...carried(['engineImageDigest'], from.engineImageDigest, to.engineImageDigest, 'id'),
    ...carried(['guardImageDigest'], from.guardImageDigest, to.guardImageDigest, 'id'),
    ...carried(['agent'], from.agent, to.agent, 'id'),
    ...(to.gateway === undefined
      ? []
      : [
          ...carried(['gatewayImageDigest'], from.gateway?.imageDigest, to.gateway.imageDigest, 'id'),
          ...carried(['gatewayAgent'], from.gateway?.agent, to.gateway.agent, 'id'),
        ]),
    ...Object.keys(to.weights).flatMap((model) =>
      carried(['weights', model], from.weights[model], to.weights[model], 'manifest'),
    ),
  ];
}

/** Pins that the first environment itself lacks: nothing that was tried would be carried on. */
export function unpinned(
  { machineImages, engineImageDigest, guardImageDigest, agent, weights, gateway }: Pins,
  environment: string,
): Finding[] {
  const pins: Readonly<Record<string, Pin>> = {
    ...machineImages,
    engineImageDigest,
    guardImageDigest,
    agent,
    ...weights,
    ...(gateway && { gatewayImageDigest: gateway.imageDigest, gatewayAgent: gateway.agent }),
  };
  const open = Object.keys(pins).filter((name) => pins[name]?.status !== 'resolved');
  return open.length === 0
    ? []
    : [
        error(['lock'], {
          problem: `of ${environment} pins nothing for ${open.join(', ')}`,
          got: 'unresolved',
          expected: 'an environment that is deployed with pins',
          fix: `pin and push there first: npx polyregion pin, npx polyregion artifacts push, each with --fleet FILE@${environment}`,
          source: 'docs/environments.md',
        }),
      ];
}
