import type { z } from 'zod';
import type { Layout } from '../architecture/model/architecture';
import type { Path } from '../contract/findings';
import type { modelSchema } from './schema/model-schema';

export type WrittenModel = z.output<typeof modelSchema>;

/** A model entry with the layout of its replicas, whichever field it is written in. */
export type PlacedModel = Omit<WrittenModel, 'tensorParallel' | 'parallel'> &
  Omit<Layout, 'pipelineParallel'> & {
    /** Field of the entry that says the layout. */
    readonly layoutField: 'tensorParallel' | 'parallel';
  };

/** Where the fleet file says the layout of a model. */
export const layoutPath = ({ layoutField }: Pick<PlacedModel, 'layoutField'>, index: number): Path => [
  'models',
  index,
  layoutField,
];

/** The layout in the words of the field that says it, for messages. */
export function writtenLayout({
  layoutField,
  tensorParallel: tensor,
  dataParallel: data = 1,
  expertParallel: expert = false,
}: Omit<Layout, 'pipelineParallel'> & Pick<PlacedModel, 'layoutField'>): unknown {
  switch (layoutField) {
    case 'tensorParallel':
      return tensor;
    case 'parallel':
      return { tensor, ...(data > 1 && { data }), ...(expert && { expert }) };
    default:
      return layoutField satisfies never;
  }
}
