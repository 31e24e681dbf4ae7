import * as z from 'zod/mini';
import { hexadecimalDigest, pinnedDigest } from './digests';

/** The fields that schemas of this folder are made of. Each says what it expects, for the message of {@link parseContract}. */
export const text = z.string('a text');
export const flag = z.boolean('true or false');
export const positive = z.number('a number above 0').check(z.gt(0, 'a number above 0'));
export const ratio = z.number('a number from 0 to 1').check(z.gte(0, 'at least 0'), z.lte(1, 'at most 1'));
export const count = z.int('a whole number above 0').check(z.gt(0, 'a whole number above 0'));
export const pinned = text.check(z.regex(pinnedDigest, 'sha256: and 64 hexadecimal digits'));
export const hexadecimal = text.check(z.regex(hexadecimalDigest, '64 hexadecimal digits'));

export const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, `one of ${names.join(', ')}`);

/** Output is read-only, and the input may be. */
export const listOf = <Item extends z.ZodMiniType>(item: Item, of: string) =>
  z.readonly(z.array(item, `a list of ${of}`));
