import { voxtralTower } from './audio-towers';
import {
  gemma4Image,
  internImage,
  llama4Image,
  moonImage,
  pixtralImage,
  qwenImage,
  type ReadImageToken,
  vitImage,
} from './image-token';
import type { ReadTower } from './tower';
import { gemma4Tower, internTower, llama4Tower, moonTower, pixtralTower, qwenTower, vitTower } from './vision-towers';

export interface TowerOfWrapper {
  readonly key: 'vision_config' | 'audio_config';
  readonly read: ReadTower;
  /** Reads what one token of an image stands for; absent where the tower reads no images. */
  readonly imageToken?: ReadImageToken;
}

/** A model that puts towers before a text model. */
export interface Wrapper {
  /** `model_type` of the text model where its own object does not say. */
  readonly textModelType: string | undefined;
  readonly towers: readonly TowerOfWrapper[];
  /** The file may leave the tower out, and then there is none. @default false */
  readonly towersOptional?: boolean;
}

const vision = (read: ReadTower, imageToken: ReadImageToken, textModelType?: string): Wrapper => ({
  textModelType,
  towers: [{ key: 'vision_config', read, imageToken }],
});

/** By `model_type` of the outer object of `config.json`. @see vllm 0.33.0 model_executor/models/registry.py */
export const wrappers: Readonly<Record<string, Wrapper>> = {
  qwen2_vl: vision(qwenTower, qwenImage, 'qwen2_vl_text'),
  qwen2_5_vl: vision(qwenTower, qwenImage, 'qwen2_5_vl_text'),
  qwen3_vl: vision(qwenTower, qwenImage, 'qwen3_vl_text'),
  qwen3_vl_moe: vision(qwenTower, qwenImage, 'qwen3_vl_moe_text'),
  qwen3_5: vision(qwenTower, qwenImage, 'qwen3_5_text'),
  qwen3_5_moe: vision(qwenTower, qwenImage, 'qwen3_5_moe_text'),
  gemma3: vision(vitTower, vitImage, 'gemma3_text'),
  gemma4: vision(gemma4Tower, gemma4Image, 'gemma4_text'),
  llama4: vision(llama4Tower, llama4Image, 'llama4_text'),
  mistral3: vision(pixtralTower, pixtralImage, 'mistral'),
  ministral3: { ...vision(pixtralTower, pixtralImage, 'ministral3'), towersOptional: true },
  internvl_chat: vision(internTower, internImage),
  llava: vision(vitTower, vitImage, 'llama'),
  llava_next: vision(vitTower, vitImage, 'llama'),
  kimi_k25: vision(moonTower, moonImage, 'kimi_k2'),
  kimi_vl: vision(moonTower, moonImage, 'deepseek_v3'),
  voxtral: { textModelType: 'llama', towers: [{ key: 'audio_config', read: voxtralTower }] },
};
