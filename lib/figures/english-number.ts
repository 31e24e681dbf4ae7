const formatters = new Map<string, Intl.NumberFormat>();

/**
 * A number as it is written in English, `1,234.5`. A formatter is kept for each set of options, because making one takes
 * a hundred times as long as writing a number with it.
 */
export function englishNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = JSON.stringify(options);
  const formatter = formatters.get(key) ?? new Intl.NumberFormat('en-US', options);
  formatters.set(key, formatter);
  return formatter.format(value);
}
