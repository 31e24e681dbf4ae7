import type { z } from 'zod';
import type { Layout } from '../architecture/model/architecture';
import type { Path } from '../contract/findings';
import type { CandidatePlace } from './candidate-places';
import type { modelSchema } from './schema/model-schema';

export type WrittenModel = z.output<typeof modelSchema>;

/** What of a place the fleet file leaves to the plan, and why it is as it is. */
export interface DerivedPlace {
  readonly layout: boolean;
  readonly instanceTypes: boolean;
  /** What every candidate has. */
  readonly reason: string;
  /** Places that hold the model, the cheapest first. */
  readonly candidates: readonly CandidatePlace[];
}

/** A model entry with its layout and its types, whichever field they are written in, or derived. */
export type PlacedModel = Omit<WrittenModel, 'tensorParallel' | 'parallel' | 'instanceTypes'> &
  Omit<Layout, 'pipelineParallel'> & {
    readonly instanceTypes: readonly string[];
    /** Field of the entry that says the layout, or from which it is derived. */
    readonly layoutField: 'tensorParallel' | 'parallel' | 'model' | 'config';
    /** Absent where the fleet file states layout and types. */
    readonly derived?: DerivedPlace;
  };

/** The fields that state a layout, the short form where it says enough. */
export const writtenFields = ({
  tensorParallel: tensor,
  dataParallel: data = 1,
  expertParallel: expert = false,
}: Layout): LayoutFields =>
  data === 1 && !expert ? { tensorParallel: tensor } : { parallel: { tensor, data, expert } };

/** `tensorParallel: 2`, or `parallel: { tensor: 1, data: 4, expert: true }`. */
export const layoutText = (layout: Layout): string => {
  const { tensorParallel, parallel } = writtenFields(layout);
  return parallel === undefined
    ? `tensorParallel: ${tensorParallel}`
    : `parallel: { tensor: ${parallel.tensor}, data: ${parallel.data}, expert: ${parallel.expert} }`;
};

export interface LayoutFields {
  readonly tensorParallel?: number;
  readonly parallel?: { readonly tensor: number; readonly data: number; readonly expert: boolean };
}

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
  return layoutField === 'tensorParallel' ? tensor : { tensor, ...(data > 1 && { data }), ...(expert && { expert }) };
}
