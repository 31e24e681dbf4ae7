/** A LoRA adapter, in a folder of the model's weights. */
export interface LoraAdapter {
  /** Clients ask for it under this name. */
  readonly name: string;
  readonly rank: number;
  /** SHA-256 of its `adapter_model.safetensors`, hexadecimal. */
  readonly sha256: string;
  /** Tenants that may use it, by the claim that tells them apart. Every tenant may where it is absent. */
  readonly tenants?: readonly string[] | undefined;
}

export interface SpeculativeDecoding {
  readonly method: string;
  /** Tokens that are guessed ahead in each step. */
  readonly tokens: number;
  /** Folder of the draft model within the weights, for methods that have one. */
  readonly draftFolder?: string | undefined;
}

/** What a fleet file may say about the engine of a model. What it does not say stays as the engine has it. */
export interface EngineSettings {
  readonly toolCallParser?: string | undefined;
  readonly reasoningParser?: string | undefined;
  /** File of the weights. */
  readonly chatTemplate?: string | undefined;
  readonly loraAdapters?: readonly LoraAdapter[] | undefined;
  readonly limitPerPrompt?: Readonly<Partial<Record<'image' | 'audio' | 'video', number | undefined>>> | undefined;
  readonly mediaDomains?: readonly string[] | undefined;
  readonly languageModelOnly?: boolean | undefined;
  readonly speculativeDecoding?: SpeculativeDecoding | undefined;
  readonly maxBatchedTokens?: number | undefined;
  readonly enforceEager?: boolean | undefined;
  readonly prefixCaching?: boolean | undefined;
  readonly attentionBackend?: string | undefined;
  readonly generationDefaults?: 'model' | 'engine' | undefined;
  readonly trustRemoteCode?: { readonly reason: string; readonly owner: string } | undefined;
}
