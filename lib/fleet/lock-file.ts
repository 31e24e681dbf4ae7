import { z } from 'zod';
import { error, type Finding, warning } from './findings';
import { didYouMean } from './nearest';
import { parseYaml } from './parse-yaml';

/** Something that must not change by itself, such as a machine image. Unresolved until somebody with credentials looks it up. */
export type Pin = { readonly status: 'resolved'; readonly id: string } | { readonly status: 'unresolved' };

/** What the lock file beside a fleet file holds. */
export interface Pins {
  /** AMI id by region. */
  readonly machineImages: Readonly<Record<string, Pin>>;
  readonly engineImageDigest: Pin;
}

/** What stands in for an id that nobody has looked up: valid in form, and plainly nobody's. */
const isPlaceholder = (id: string): boolean => /^[a-z0-9]+[-:]0+$/.test(id);

const pin = (form: RegExp, hint: string) =>
  z
    .strictObject({ id: z.string().regex(form, hint), status: z.enum(['resolved', 'unresolved']) })
    .refine(({ id, status }) => status === 'unresolved' || !isPlaceholder(id), 'all zeros cannot be resolved');

const lockSchema = z.strictObject({
  machineImages: z.record(z.string(), pin(/^ami-[0-9a-f]{17}$/, 'ami- and 17 hexadecimal digits')).default({}),
  engineImageDigest: pin(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hexadecimal digits').optional(),
});

const source = 'lock file beside the fleet file: docs/decisions/0003-pins.md';
const unresolved: Pin = { status: 'unresolved' };

const toPin = (entry: { id: string; status: Pin['status'] } | undefined): Pin =>
  entry?.status === 'resolved' ? { status: 'resolved', id: entry.id } : unresolved;

/** Reads a lock file; without one, or without an entry, everything is unresolved. */
export function loadPins(text: string | undefined, regions: readonly string[]): { pins: Pins; findings: Finding[] } {
  const { value, findings: unreadable } = text === undefined ? { value: {}, findings: [] } : parseYaml(text);
  const result = lockSchema.safeParse(value ?? {});
  const lock = result.success
    ? result.data
    : { machineImages: {} as Record<string, never>, engineImageDigest: undefined };
  const pins: Pins = {
    machineImages: Object.fromEntries(regions.map((region) => [region, toPin(lock.machineImages[region])])),
    engineImageDigest: toPin(lock.engineImageDigest),
  };
  return {
    pins,
    findings: [
      ...unreadable.map((finding) => ({ ...finding, path: `lock.${finding.path}`.replace('lock.fleet', 'lock') })),
      ...malformedFindings(result.error?.issues ?? []),
      ...strayFindings(Object.keys(lock.machineImages), regions),
      ...unresolvedFindings(pins),
    ],
  };
}

const malformedFindings = (issues: readonly z.core.$ZodIssue[]): Finding[] =>
  issues.map((issue) =>
    error(['lock', ...issue.path], {
      problem: 'is not a pin',
      got: issue.message,
      expected: 'machineImages by region and engineImageDigest, each { id, status: resolved | unresolved }',
      fix: 'correct the lock file',
      source,
    }),
  );

/** A region that the fleet has not is a slip of the pen: its pin would be ignored without a word. */
const strayFindings = (pinned: readonly string[], regions: readonly string[]): Finding[] =>
  pinned
    .filter((region) => regions.length > 0 && !regions.includes(region))
    .map((region) =>
      error(['lock', 'machineImages', region], {
        problem: 'is no region of the fleet',
        got: region,
        expected: `one of ${regions.join(', ')}`,
        fix: didYouMean(region, regions),
        source,
      }),
    );

function unresolvedFindings({ machineImages, engineImageDigest }: Pins): Finding[] {
  const entries: [string[], Pin][] = [
    ...Object.entries(machineImages).map(([region, image]): [string[], Pin] => [
      ['lock', 'machineImages', region],
      image,
    ]),
    [['lock', 'engineImageDigest'], engineImageDigest],
  ];
  return entries
    .filter(([, { status }]) => status === 'unresolved')
    .map(([path]) =>
      warning(path, {
        problem: 'is unresolved, so cdk deploy asks for it as a parameter',
        got: 'unresolved',
        expected: 'a resolved pin',
        fix: 'write the id with status: resolved',
        source,
      }),
    );
}
