import { falconH1, graniteMoeHybrid, jamba } from './attention-and-mamba';
import { cohere, cohere2 } from './cohere';
import { deepseekV2, deepseekV3, deepseekV32, glm4MoeLite, glmMoeDsa, mistral4 } from './deepseek';
import { bert, gteNew, modernBert, nomicBert, roberta } from './encoders';
import { exaone4 } from './exaone4';
import type { Family } from './family';
import { gemma, gemma2, gemma3 } from './gemma';
import { gemma4 } from './gemma4';
import { glm4 } from './glm4';
import { glm4Moe } from './glm4-moe';
import { falcon, gpt2, gptBigCode, gptNeoX, starcoder2 } from './gpt';
import { gptOss } from './gpt-oss';
import { granite } from './granite';
import { llama } from './llama';
import { llama4 } from './llama4';
import { minimaxM2 } from './minimax';
import { ministral3, mistral } from './mistral';
import { graniteMoe, mixtral, olmoe, phiMoe } from './mixtral';
import { nemotronH } from './nemotron-h';
import { olmo, olmo2, olmo3 } from './olmo';
import { phi, phi3 } from './phi';
import { qwen2 } from './qwen2';
import { qwen3 } from './qwen3';
import { qwen2Moe, qwen3Moe } from './qwen3-moe';
import { qwen3Next, qwen35, qwen35Moe } from './qwen3-next';
import { ernie45, nemotron, seedOss, smollm3 } from './small-llamas';

const families: readonly Family[] = [
  ...[llama, mistral, ministral3, qwen2, qwen3, gemma, gemma2, gemma3, gemma4, phi, phi3, cohere, cohere2],
  ...[olmo, olmo2, olmo3, granite, glm4, exaone4, smollm3, seedOss, nemotron, ernie45],
  ...[gpt2, gptNeoX, gptBigCode, starcoder2, falcon],
  ...[mixtral, phiMoe, olmoe, graniteMoe, qwen2Moe, qwen3Moe, glm4Moe, minimaxM2, gptOss, llama4],
  ...[deepseekV2, deepseekV3, deepseekV32, glmMoeDsa, glm4MoeLite, mistral4],
  ...[qwen3Next, qwen35, qwen35Moe, nemotronH, graniteMoeHybrid, falconH1, jamba],
  ...[bert, roberta, modernBert, gteNew, nomicBert],
];

/** By `model_type` of the text model. */
export const knownFamilies: ReadonlyMap<string, Family> = new Map(
  families.flatMap((family) => family.modelTypes.map((type) => [type, family])),
);

/**
 * Models that earlier releases of the engine ran, by `model_type`, with the last that did.
 *
 * @see vllm 0.33.0 model_executor/models/registry.py, _PREVIOUSLY_SUPPORTED_MODELS
 */
export const removedFromEngine: Readonly<Record<string, string>> = {
  mllama: '0.10.2',
  mllama_text_model: '0.10.2',
  phi3small: '0.9.2',
  phi4flash: '0.10.2',
  phi4_multimodal: '0.12.0',
  minimax: '0.23.0',
  minimax_text_01: '0.23.0',
  minimax_m1: '0.23.0',
  bamba: '0.23.0',
  baichuan: '0.23.0',
  internlm: '0.23.0',
  'grok-1': '0.24.0',
  mpt: '0.28.0',
  arctic: '0.28.0',
  chameleon: '0.28.0',
};
