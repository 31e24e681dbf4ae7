import * as z from 'zod/mini';
import { hexadecimal, listOf, text } from './schema-parts';

const insideFolder = (path: string): boolean => path !== '' && !path.startsWith('/') && !path.split('/').includes('..');

/** One file of the weights. */
const weightsFile = z.object({
  /** Relative to the folder of the weights, with `/`. */
  path: text.check(z.refine(insideFolder, 'a relative path that stays inside the folder of the weights')),
  /** Bytes. */
  size: z.int('a whole number of bytes').check(z.gte(0, 'a whole number of bytes')),
  sha256: hexadecimal,
});

export type WeightsFile = Readonly<z.infer<typeof weightsFile>>;

/** What the push of the weights writes beside them, and what every instance fetches first. */
export const weightsManifest = z.object({
  version: z.literal(1, '1'),
  files: listOf(weightsFile, 'files').check(z.refine((files) => files.length > 0, 'at least one file')),
});
