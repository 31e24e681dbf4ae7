import { parse } from 'yaml';
import { z } from 'zod';
import { error, type Finding, warning } from './findings';

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
  const result = lockSchema.safeParse(readYaml(text ?? ''));
  const lock = result.success
    ? result.data
    : { machineImages: {} as Record<string, never>, engineImageDigest: undefined };
  const pins: Pins = {
    machineImages: Object.fromEntries(regions.map((region) => [region, toPin(lock.machineImages[region])])),
    engineImageDigest: toPin(lock.engineImageDigest),
  };
  const malformed = (result.error?.issues ?? []).map((issue) =>
    error(['lock', ...issue.path], {
      problem: 'is not a pin',
      got: issue.message,
      expected: '{ id, status: resolved | unresolved }',
      fix: 'restore the lock file',
      source,
    }),
  );
  return { pins, findings: [...malformed, ...unresolvedFindings(pins)] };
}

/** The data, or the text itself where it is not YAML, which the schema then refuses. */
function readYaml(text: string): unknown {
  try {
    return parse(text) ?? {};
  } catch {
    return text;
  }
}

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
