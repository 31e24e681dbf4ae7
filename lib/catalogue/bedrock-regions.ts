import table from './data/bedrock-regions.json';
import type { Provenance } from './provenance';

export const bedrockRegionsProvenance: Provenance = table.provenance;

/** Where Amazon Bedrock serves a model on demand. */
export interface BedrockModel {
  /** Regions that answer a request themselves. */
  readonly regions: readonly string[];
  /** Regions that may answer a request to the inference profile of a geography. */
  readonly profiles: Readonly<Record<string, readonly string[]>>;
}

const rows = table.rows as [
  model: string,
  bedrockModelId: string,
  regions: string[],
  profiles: Record<string, string[]>,
][];

/** By the name of `soldModelName`; a model may be sold under several ids. */
export const bedrockModels = (model: string): BedrockModel[] =>
  rows.filter(([name]) => name === model).map(([, , regions, profiles]) => ({ regions, profiles }));
