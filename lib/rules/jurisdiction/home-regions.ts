import type { Jurisdictions } from '../rule';

/**
 * Regions that a stack of `region` may name: those that every jurisdiction of the region holds, because the resources
 * of the stack serve all of these jurisdictions.
 */
export function homeRegions(region: string | undefined, jurisdictions: Jurisdictions): readonly string[] {
  if (region === undefined) {
    return [];
  }
  const around = Object.values(jurisdictions).filter((regions) => regions.includes(region));
  return around.reduce((shared, regions) => shared.filter((one) => regions.includes(one)), around[0] ?? [region]);
}
