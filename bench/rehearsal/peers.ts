/**
 * Simulators of the field that no package registry has, as they ran once on two cores of an Intel Xeon with Python 3.11: the
 * Azure conversation trace of 2023, 19,366 requests.
 */
export const peers = [
  {
    name: 'SplitwiseSim',
    how: 'five DGX-H100, 10.2 to 11.2 s (ISCA 2024)',
    seconds: 10.2,
    regions: 1,
    enginesOfRegion: 5,
  },
  {
    name: 'SageServe',
    how: 'three regions of three engines on A100, 12.6 s (SIGMETRICS 2026)',
    seconds: 12.6,
    regions: 3,
    enginesOfRegion: 3,
  },
] as const;
