import { assumed, type Figure } from './figure';

/** A number that the design decides, not the world: how many of a thing the templates hold. */
export const inTemplates = (count: number, unit: string, which: string): Figure =>
  assumed(count, unit, `in the templates: ${which}`);
