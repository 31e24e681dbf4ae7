import { assumed, type Figure } from './figure';

/** A count of resources in the templates. The design decides it, so it has no outside source. */
export const inTemplates = (count: number, unit: string, which: string): Figure =>
  assumed(count, unit, `in the templates: ${which}`);
