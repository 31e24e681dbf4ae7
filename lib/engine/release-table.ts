import table from './data/release.json';

/** One argument of `vllm serve`, as the release's own parser has it. */
export interface ReleaseFlag {
  readonly flag: string;
  /** Further ways to write it, among them those that switch it off. */
  readonly alsoWritten?: readonly string[];
  readonly kind: 'switch' | 'integer' | 'number' | 'text' | 'json';
  /** Takes more than one value. */
  readonly several?: boolean;
  readonly choices?: readonly (string | number)[];
  readonly default?: unknown;
  /** The release warns of it. */
  readonly deprecated?: boolean;
  /** File and line of the release's sources. */
  readonly source: string;
}

export interface ReleaseTable {
  readonly release: string;
  readonly readOn: string;
  readonly flags: readonly ReleaseFlag[];
  readonly toolCallParsers: readonly string[];
  readonly reasoningParsers: readonly string[];
  readonly speculativeMethods: readonly string[];
  readonly attentionBackends: readonly string[];
  readonly kvCacheDtypes: readonly string[];
  readonly quantizationMethods: readonly string[];
  /** `METHOD /path` of all that a server answers, by the task of its model. */
  readonly routes: Readonly<Record<'generate' | 'embed' | 'rerank', readonly string[]>>;
  readonly metrics: readonly { readonly name: string; readonly source: string }[];
  readonly histogramBounds: Readonly<Record<'firstToken' | 'token' | 'request', readonly number[]>>;
}

/** What the pinned release of vLLM says about itself. `npm run verify:engine` writes the file. */
export const releaseTable = table as ReleaseTable;
