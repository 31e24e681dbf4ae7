/**
 * Configurations as people have given them, with few keys: what a published `config.json` has besides is left out, and
 * the model's own code supplies it. Each was planned wrong once.
 */
export const gptOss120b = {
  model_type: 'gpt_oss',
  num_hidden_layers: 36,
  num_attention_heads: 64,
  num_key_value_heads: 8,
  head_dim: 64,
  hidden_size: 2880,
  max_position_embeddings: 131072,
  num_local_experts: 128,
  num_experts_per_tok: 4,
  sliding_window: 128,
  layer_types: Array.from({ length: 36 }, (_, layer) => (layer % 2 === 0 ? 'sliding_attention' : 'full_attention')),
  quantization_config: { quant_method: 'mxfp4' },
};

export const deepseekR1 = {
  model_type: 'deepseek_v3',
  num_hidden_layers: 61,
  num_attention_heads: 128,
  num_key_value_heads: 128,
  hidden_size: 7168,
  max_position_embeddings: 163840,
  kv_lora_rank: 512,
  q_lora_rank: 1536,
  qk_nope_head_dim: 128,
  qk_rope_head_dim: 64,
  v_head_dim: 128,
  n_routed_experts: 256,
  num_experts_per_tok: 8,
  moe_intermediate_size: 2048,
  num_nextn_predict_layers: 1,
  quantization_config: { quant_method: 'fp8', weight_block_size: [128, 128] },
};

export const qwen3Next = {
  model_type: 'qwen3_next',
  num_hidden_layers: 48,
  num_attention_heads: 16,
  num_key_value_heads: 2,
  head_dim: 256,
  hidden_size: 2048,
  max_position_embeddings: 262144,
  full_attention_interval: 4,
  linear_num_key_heads: 16,
  linear_num_value_heads: 32,
  linear_key_head_dim: 128,
  linear_value_head_dim: 128,
  num_experts: 512,
  num_experts_per_tok: 10,
  moe_intermediate_size: 512,
};

const qwen3Experts = {
  model_type: 'qwen3_moe',
  num_key_value_heads: 4,
  head_dim: 128,
  max_position_embeddings: 40960,
  num_experts: 128,
  num_experts_per_tok: 8,
  quantization_config: { quant_method: 'fp8', weight_block_size: [128, 128] },
};

export const qwen3With235b = {
  ...qwen3Experts,
  num_hidden_layers: 94,
  num_attention_heads: 64,
  hidden_size: 4096,
  moe_intermediate_size: 1536,
};

export const qwen3With30b = {
  ...qwen3Experts,
  num_hidden_layers: 48,
  num_attention_heads: 32,
  hidden_size: 2048,
  moe_intermediate_size: 768,
};

export const qwen25With7b = {
  model_type: 'qwen2',
  num_hidden_layers: 28,
  num_attention_heads: 28,
  num_key_value_heads: 4,
  hidden_size: 3584,
  max_position_embeddings: 32768,
  torch_dtype: 'bfloat16',
};

export const llama31With70b = {
  model_type: 'llama',
  architectures: ['LlamaForCausalLM'],
  num_hidden_layers: 80,
  num_attention_heads: 64,
  num_key_value_heads: 8,
  hidden_size: 8192,
  intermediate_size: 28672,
  vocab_size: 128256,
  max_position_embeddings: 131072,
  torch_dtype: 'bfloat16',
};

export const llama4Scout = {
  model_type: 'llama4',
  architectures: ['Llama4ForConditionalGeneration'],
  text_config: {
    model_type: 'llama4_text',
    num_hidden_layers: 48,
    num_attention_heads: 40,
    num_key_value_heads: 8,
    head_dim: 128,
    hidden_size: 5120,
    max_position_embeddings: 10485760,
    attention_chunk_size: 8192,
    num_local_experts: 16,
  },
  vision_config: { num_hidden_layers: 34 },
};

export const bgeReranker = {
  model_type: 'xlm-roberta',
  architectures: ['XLMRobertaForSequenceClassification'],
  num_hidden_layers: 24,
  num_attention_heads: 16,
  hidden_size: 1024,
  max_position_embeddings: 8194,
  torch_dtype: 'float32',
};
