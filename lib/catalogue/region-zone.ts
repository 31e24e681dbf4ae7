/** Whether a zone id is one of a region's own: Local Zones (ids such as use1-atl2-az1) hold no multi-zone group. */
export const isRegionZone = (zoneId: string): boolean => /^[a-z0-9]+-az\d+$/.test(zoneId);
