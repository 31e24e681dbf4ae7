import { error, type Fault, type Finding, type Path } from '../../contract/findings';

/** Something wrong with one value of a `config.json`. */
export interface ConfigFault extends Fault {
  /** Keys inside the `config.json`, for example `['text_config', 'num_hidden_layers']`. */
  readonly path: Path;
}

/** A value that `config.json` leaves out and the model's own code supplies. */
export interface SuppliedDefault {
  /** Keys inside the `config.json`, joined by dots. */
  readonly key: string;
  readonly value: unknown;
  /** The code that supplies the value, with its version. */
  readonly source: string;
  /** Whether weights follow from the value: a wrong one changes the parameters that are computed. */
  readonly sizesWeights: boolean;
}

/** @param at where the fleet file names the `config.json`, for example `['models', 0, 'config']` */
export const configFindings = (at: Path, faults: readonly ConfigFault[]): readonly Finding[] =>
  faults.map(({ path, ...fault }) => error([...at, ...path], fault));
