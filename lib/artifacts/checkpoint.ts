import { jsonObject } from '../contract/json-object';
import type { FoundFile, FoundFolder } from './weights-findings';
import { isSafetensors } from './weights-names';

/** What the headers of a checkpoint say about its tensors. */
export interface Checkpoint {
  readonly bytes: number;
  /** Bytes of tensors by their data type, as safetensors names it: `BF16`, `F8_E4M3`, `U8`. */
  readonly bytesByType: ReadonlyMap<string, number>;
}

/** Mistral publishes the same weights a second time under this name. */
const secondCopy = /^consolidated/;

/** The tensors that an engine loads: those in the folder itself, without adapters and draft models below it. */
export function checkpointOf({ files }: FoundFolder): Checkpoint {
  const own = files.filter(({ path }) => isSafetensors(path) && !path.includes('/'));
  const once = own.some(({ path }) => !secondCopy.test(path)) ? own.filter(({ path }) => !secondCopy.test(path)) : own;
  const bytesByType = new Map<string, number>();
  for (const { dtype, bytes } of once.flatMap(tensorsOf)) {
    bytesByType.set(dtype, (bytesByType.get(dtype) ?? 0) + bytes);
  }
  return { bytes: [...bytesByType.values()].reduce((a, b) => a + b, 0), bytesByType };
}

/** The type that most bytes have; undefined where there is no tensor. */
export const mainType = ({ bytesByType }: Checkpoint): string | undefined =>
  [...bytesByType].sort(([, a], [, b]) => b - a)[0]?.[0];

/** None of a file that is broken, which other findings say. */
function tensorsOf({ header }: FoundFile): { readonly dtype: string; readonly bytes: number }[] {
  const tensors = jsonObject(header?.text ?? '');
  return Object.entries(tensors ?? {})
    .filter(([name]) => name !== '__metadata__')
    .map(([, tensor]) => {
      const { dtype, data_offsets: offsets } = (tensor ?? {}) as { dtype?: unknown; data_offsets?: unknown };
      const [begin, end] = Array.isArray(offsets) ? offsets.map(Number) : [];
      return { dtype: String(dtype), bytes: Math.max(0, (end ?? 0) - (begin ?? 0)) || 0 };
    });
}
