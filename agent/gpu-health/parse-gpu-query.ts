/** One GPU at one moment; undefined is what the driver does not say. */
export interface GpuReading {
  readonly index: number;
  readonly utilizationRatio: number | undefined;
  readonly memoryUsedRatio: number | undefined;
  /** Since the driver was loaded. */
  readonly uncorrectedErrors: number | undefined;
  /** Held back by heat or by the hardware's own power brake. */
  readonly throttled: boolean;
  /** Held back by its power limit: usual at full load. */
  readonly powerCapped: boolean;
}

/** @see https://docs.nvidia.com/deploy/nvidia-smi/ */
export const gpuQuery: readonly string[] = [
  'nvidia-smi',
  '--query-gpu=index,utilization.gpu,memory.used,memory.total,ecc.errors.uncorrected.volatile.total,clocks_event_reasons.hw_slowdown,clocks_event_reasons.sw_thermal_slowdown,clocks_event_reasons.sw_power_cap',
  '--format=csv,noheader,nounits',
];

/** Lines that are no reading, such as an error of the driver, are left out. */
export function parseGpuQuery(csv: string): GpuReading[] {
  return csv.split('\n').flatMap((row) => {
    const [index, busy, used, total, errors, slowdown, hot, capped] = row.split(',').map((field) => field.trim());
    if (capped === undefined || !/^\d+$/.test(index ?? '')) {
      return [];
    }
    const busyPercent = numberOf(busy);
    const usedMib = numberOf(used);
    const totalMib = numberOf(total);
    return [
      {
        index: Number(index),
        utilizationRatio: busyPercent === undefined ? undefined : busyPercent / 100,
        memoryUsedRatio: usedMib === undefined || !totalMib ? undefined : usedMib / totalMib,
        uncorrectedErrors: numberOf(errors),
        throttled: slowdown === 'Active' || hot === 'Active',
        powerCapped: capped === 'Active',
      },
    ];
  });
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined || !/^\d+(\.\d+)?$/.test(text) ? undefined : Number(text);
