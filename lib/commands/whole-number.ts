import { InvalidArgumentError } from 'commander';

/** Reads an option that seeds random numbers. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || Math.abs(value) > 2 ** 31 - 1) {
    throw new InvalidArgumentError('must be a whole number of at most 31 bits.');
  }
  return value;
}
