import { z } from 'zod';
import { pinnedDigest } from '../contract/digests';
import { error, type Finding, warning } from '../contract/findings';
import { didYouMean } from './nearest';
import { parseYaml } from './parse-yaml';

/** The pinned version of an artifact, such as a machine image; unresolved until `polyregion pin` or `artifacts push` records it. */
export type Pin = { readonly status: 'resolved'; readonly id: string } | { readonly status: 'unresolved' };

/** What the lock file beside a fleet file holds. */
export interface Pins {
  /** AMI id by region. */
  readonly machineImages: Readonly<Record<string, Pin>>;
  readonly engineImageDigest: Pin;
  /** Digest of the image of HAProxy, which answers on every instance's serving port. */
  readonly guardImageDigest: Pin;
  /** Digest of the agent's archive. */
  readonly agent: Pin;
  /** Digest of the weights' manifest by model. */
  readonly weights: Readonly<Record<string, Pin>>;
  /** Ids of existing networks that the fleet file names by tags, by region. */
  readonly networks: Readonly<Record<string, NetworkPins>>;
  /** What gateways start from. @default - the fleet has no gateways */
  readonly gateway?: GatewayPins;
}

export interface NetworkPins {
  readonly vpcId?: string | undefined;
  /** By zone id. */
  readonly privateSubnets: Readonly<Record<string, string>>;
  readonly publicSubnets: Readonly<Record<string, string>>;
}

export interface GatewayPins {
  /** Digest of the image of Envoy. */
  readonly imageDigest: Pin;
  /** Digest of the archive of the gateways' program. */
  readonly agent: Pin;
}

/** Placeholders of unresolved pins: valid in form, and visibly not real ids. */
const isPlaceholder = (id: string): boolean => /^[a-z0-9]+[-:]0+$/.test(id);

/** The entry of a machine image that is not pinned yet. */
export const unresolvedMachineImage = { id: `ami-${'0'.repeat(17)}`, status: 'unresolved' } as const;

/** The digest of an artifact that was not pushed yet. */
export const unresolvedDigest = `sha256:${'0'.repeat(64)}`;

const id = (form: RegExp, hint: string) => z.string().regex(form, hint);
const status = z.enum(['resolved', 'unresolved']);
const allZeros = 'all zeros cannot be resolved';
const digest = id(pinnedDigest, 'sha256: and 64 hexadecimal digits');

const pin = (form: typeof digest) =>
  z
    .strictObject({ id: form, status })
    .refine((entry) => entry.status === 'unresolved' || !isPlaceholder(entry.id), allZeros);

const weightsPin = z
  .strictObject({ manifest: digest, status })
  .refine((entry) => entry.status === 'unresolved' || !isPlaceholder(entry.manifest), allZeros);

const subnetIds = z.record(z.string(), id(/^subnet-[0-9a-f]{8,17}$/, 'an id of a subnet')).default({});

const networkPins = z.strictObject({
  vpcId: id(/^vpc-[0-9a-f]{8,17}$/, 'an id of a VPC').optional(),
  privateSubnets: subnetIds,
  publicSubnets: subnetIds,
});

const lockSchema = z.strictObject({
  machineImages: z.record(z.string(), pin(id(/^ami-[0-9a-f]{17}$/, 'ami- and 17 hexadecimal digits'))).default({}),
  engineImageDigest: pin(digest).optional(),
  guardImageDigest: pin(digest).optional(),
  agent: pin(digest).optional(),
  gatewayImageDigest: pin(digest).optional(),
  gatewayAgent: pin(digest).optional(),
  weights: z.record(z.string(), weightsPin).default({}),
  networks: z.record(z.string(), networkPins).default({}),
});

const source = 'lock file beside the fleet file: docs/decisions/0003-pins.md';
const unresolved: Pin = { status: 'unresolved' };

const toPin = (entry: { id: string; status: Pin['status'] } | undefined): Pin =>
  entry?.status === 'resolved' ? { status: 'resolved', id: entry.id } : unresolved;

const weightsOf = (entry: z.infer<typeof weightsPin> | undefined): Pin =>
  toPin(entry && { id: entry.manifest, status: entry.status });

/** Reads a lock file; without one, or without an entry, everything is unresolved. */
export function loadPins(
  text: string | undefined,
  regions: readonly string[],
  models: readonly string[] = [],
  hasGateway = false,
): { pins: Pins; findings: Finding[] } {
  const { value, findings: unreadable } = text === undefined ? { value: {}, findings: [] } : parseYaml(text);
  const result = lockSchema.safeParse(value ?? {});
  const lock: z.infer<typeof lockSchema> = result.success
    ? result.data
    : { machineImages: {}, weights: {}, networks: {} };
  const manifests = new Map(Object.entries(lock.weights));
  const pins: Pins = {
    machineImages: Object.fromEntries(regions.map((region) => [region, toPin(lock.machineImages[region])])),
    engineImageDigest: toPin(lock.engineImageDigest),
    guardImageDigest: toPin(lock.guardImageDigest),
    agent: toPin(lock.agent),
    weights: Object.fromEntries(models.map((model) => [model, weightsOf(manifests.get(model))])),
    networks: lock.networks,
    ...(hasGateway && {
      gateway: { imageDigest: toPin(lock.gatewayImageDigest), agent: toPin(lock.gatewayAgent) },
    }),
  };
  return {
    pins,
    findings: [
      ...unreadable.map((finding) => ({ ...finding, path: `lock.${finding.path}`.replace('lock.fleet', 'lock') })),
      ...malformedFindings(result.error?.issues ?? []),
      ...strayFindings('machineImages', 'region', Object.keys(lock.machineImages), regions),
      ...strayFindings('weights', 'model', Object.keys(lock.weights), models),
      ...strayFindings('networks', 'region', Object.keys(lock.networks), regions),
      ...unresolvedFindings(pins),
    ],
  };
}

const malformedFindings = (issues: readonly z.core.$ZodIssue[]): Finding[] =>
  issues.map((issue) =>
    error(['lock', ...issue.path], {
      problem: 'is not a pin',
      got: issue.message,
      expected:
        'machineImages by region, engineImageDigest, guardImageDigest, agent, gatewayImageDigest and gatewayAgent, each { id, status: resolved | unresolved }; weights by model, each { manifest, status }; networks by region, each { vpcId, privateSubnets, publicSubnets }',
      fix: 'correct the lock file',
      source,
    }),
  );

/** A region or model that is not in the fleet is a typing mistake; without this finding its pin would be ignored silently. */
const strayFindings = (
  section: 'machineImages' | 'weights' | 'networks',
  what: 'region' | 'model',
  pinned: readonly string[],
  known: readonly string[],
): Finding[] =>
  pinned
    .filter((name) => known.length > 0 && !known.includes(name))
    .map((name) =>
      error(['lock', section, name], {
        problem: `is no ${what} of the fleet`,
        got: name,
        expected: `one of ${known.join(', ')}`,
        fix: didYouMean(name, known),
        source,
      }),
    );

function unresolvedFindings(pins: Pins): Finding[] {
  const { machineImages, engineImageDigest, guardImageDigest, agent, weights, gateway } = pins;
  const entries: [string[], Pin][] = [
    ...Object.entries(machineImages).map(([region, image]): [string[], Pin] => [
      ['lock', 'machineImages', region],
      image,
    ]),
    [['lock', 'engineImageDigest'], engineImageDigest],
    [['lock', 'guardImageDigest'], guardImageDigest],
    [['lock', 'agent'], agent],
    ...(gateway === undefined
      ? []
      : [
          [['lock', 'gatewayImageDigest'], gateway.imageDigest] as [string[], Pin],
          [['lock', 'gatewayAgent'], gateway.agent] as [string[], Pin],
        ]),
    ...Object.entries(weights).map(([model, manifest]): [string[], Pin] => [['lock', 'weights', model], manifest]),
  ];
  const unpinned = entries.filter(([, { status }]) => status === 'unresolved').map(([path]) => path.slice(1).join('.'));
  return unpinned.length === 0
    ? []
    : [
        warning(['lock'], {
          problem: `has no pin yet for ${unpinned.length === 1 ? 'one artifact' : `${unpinned.length} artifacts`}, so npx cdk deploy would stop and ask for ${unpinned.length === 1 ? 'it' : 'them'}`,
          got: 'unresolved',
          expected: `a resolved pin of ${unpinned.join(', ')}`,
          fix: 'run: npx polyregion pin, and npx polyregion artifacts push',
          source,
        }),
      ];
}
