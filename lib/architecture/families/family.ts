import type { ConfigReader } from '../config/config-reader';
import type { Network } from '../model/architecture';

/** Models that one file of the engine runs: how their `config.json` becomes a network. */
export interface Family {
  readonly name: string;
  /** `model_type` of the text model, as in `config.json`. */
  readonly modelTypes: readonly string[];
  /** The code that the family was read from, and whose defaults it supplies. */
  readonly source: string;
  /** Tokens that the configuration class supplies where `config.json` states no length. */
  readonly contextTokens: number;
  /** A model of the family that only encodes: it has no KV cache and generates nothing. */
  readonly encoder?: boolean;
  /** The key and the value by which a `config.json` says that its model only encodes. @default - none does */
  readonly encodesWhere?: readonly [key: string, value: boolean];
  readonly read: (config: ConfigReader, outer: ConfigReader) => Network;
}
