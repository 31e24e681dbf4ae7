const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes for people, in powers of ten as disks and networks are sold. */
export function bytesText(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

export const rateText = (bytes: number, seconds: number): string => `${bytesText(bytes / Math.max(seconds, 0.001))}/s`;
