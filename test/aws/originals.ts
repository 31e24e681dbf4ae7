import { inject } from 'vitest';
import { synthesizedStacks } from '../../local/strip/synthesized-stacks';

/** Every resource of a type in the synthesized templates, nothing stripped. */
export const originals = (type: string) =>
  synthesizedStacks(inject('synthesized').folder).flatMap(({ name, region, template }) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === type)
      .map(([logicalId, { Properties = {} }]) => ({ stack: name, region, logicalId, properties: Properties })),
  );
