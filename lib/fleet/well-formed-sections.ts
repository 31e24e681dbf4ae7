import { fleetSchema, type WrittenFleet } from './schema';

/**
 * The top-level sections that parse on their own, unknown keys left out: what is wrong in one section then hides nothing
 * that is wrong between two others.
 */
export function wellFormedSections(raw: unknown): Partial<WrittenFleet> {
  const clean = withoutUnknownKeys(raw) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(fleetSchema.shape).flatMap(([section, schema]) => {
      const result = schema.safeParse(clean[section]);
      return result.success ? [[section, result.data]] : [];
    }),
  );
}

function withoutUnknownKeys(raw: unknown): unknown {
  const clean = structuredClone(raw);
  for (const issue of fleetSchema.safeParse(raw).error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys') {
      const holder = issue.path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown>)[part], clean);
      for (const key of issue.keys) {
        delete (holder as Record<string, unknown>)[key];
      }
    }
  }
  return clean;
}
