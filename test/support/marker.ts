import { inspect } from 'node:util';
import { expect, test, vi } from 'vitest';

/** Stands for a prompt, a completion or a credential: text that may reach no log. */
export const marker = 'MARKER-of-a-prompt-or-a-secret-4711';

/** A sample with the marker in every string, but for the keys whose form the code under test checks. */
export function marked<T>(sample: T, keep: readonly string[] = []): T {
  if (typeof sample === 'string') {
    return `${sample}${marker}` as T;
  }
  if (Array.isArray(sample)) {
    return sample.map((item) => marked(item, keep)) as T;
  }
  return typeof sample === 'object' && sample !== null && !(sample instanceof Date)
    ? (Object.fromEntries(
        Object.entries(sample).map(([key, value]) => [key, keep.includes(key) ? value : marked(value, keep)]),
      ) as T)
    : sample;
}

const consoleMethods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;

const whole = (value: unknown): string =>
  typeof value === 'string' ? value : inspect(value, { depth: Number.POSITIVE_INFINITY, maxStringLength: null });

/** Everything that a run writes to its console and standard streams, with what it throws: a runtime logs that too. */
export async function printedBy(run: () => unknown): Promise<string> {
  const printed: string[] = [];
  const keep = (...values: unknown[]): void => {
    printed.push(...values.map(whole));
  };
  const write = (chunk: unknown): boolean => {
    keep(String(chunk));
    return true;
  };
  const spies = [
    ...consoleMethods.map((method) => vi.spyOn(console, method).mockImplementation(keep)),
    vi.spyOn(process.stdout, 'write').mockImplementation(write),
    vi.spyOn(process.stderr, 'write').mockImplementation(write),
  ];
  try {
    await run();
  } catch (thrown) {
    keep(thrown);
  } finally {
    for (const spy of spies) {
      spy.mockRestore();
    }
  }
  return printed.join('\n');
}

/** One line for each way in: what the component is given holds the marker, and nothing that it prints does. */
export const leavesNoTrace = (what: string, run: () => unknown): void =>
  test(`${what} leaves no trace in a log`, async () => {
    expect(await printedBy(run)).not.toContain(marker);
  });
