import table from './data/known-models.json';
import type { Provenance } from './provenance';

/** A published model with the facts that its publisher states. */
export interface KnownModel {
  /** Its id at Hugging Face. Another id with the same config is the same model. */
  readonly id: string;
  /** Its `config.json`, without keys that say nothing about memory or limits. */
  readonly config: Readonly<Record<string, unknown>>;
  /** False where keys of the published file are missing from the copy, or its values come from somewhere else. */
  readonly configComplete: boolean;
  /** Where the copy was read: repository, commit and path, or package and version. */
  readonly configSource: string;
  /** The checkpoint states its quantisation in `hf_quant_config.json`, which is not at hand. */
  readonly quantizationApart?: boolean;
  /** The task that it is served for, where the class in its config says something else. */
  readonly task?: 'embed' | 'rerank';
  readonly parametersBillion?: number;
  readonly activeParametersBillion?: number;
  readonly parametersSource?: string;
  /** The size is recalled, not read, so its origin is never "published". */
  readonly parametersFromMemory?: boolean;
  /** Size of the safetensors files, in 10⁹ bytes. */
  readonly filesGB?: number;
  readonly licence?: string;
  readonly licenceFromMemory?: boolean;
  /** Whether its publisher asks for consent before a download. */
  readonly gated?: boolean;
  readonly gatedFromMemory?: boolean;
  /** Changes made to the copy, with the reason. */
  readonly corrections?: readonly string[];
}

export const knownModelsProvenance: Provenance = table.provenance;

export const publishedModels: readonly KnownModel[] = table.rows as unknown as readonly KnownModel[];

/** Ids are compared without regard to case, as Hugging Face does. */
export const publishedModel = (id: string): KnownModel | undefined =>
  publishedModels.find((model) => model.id.toLowerCase() === id.toLowerCase());
