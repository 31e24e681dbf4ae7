import { type KnownModel, publishedModel, publishedModels } from '../../catalogue/known-models';

/** How publishers end the ids of the same model with weights in 8 bits. */
const endings = ['-FP8', '-FP8-dynamic'] as const;

const lastPart = (id: string): string => (id.split('/').at(-1) ?? '').toLowerCase();

/** The same model with weights in 8 bits, as its publisher or another one names it; undefined where none is known. */
export function siblingInFp8(id: string): KnownModel | undefined {
  const names = endings.map((ending) => `${lastPart(id)}${ending.toLowerCase()}`);
  return publishedModel(`${id}${endings[0]}`) ?? publishedModels.find((one) => names.includes(lastPart(one.id)));
}
