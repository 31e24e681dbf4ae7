import type { Architecture } from './model/architecture';
import type { Quantization, QuantizationRule } from './quantization/quantization';
import { unquantized } from './quantization/read-quantization';
import { inGroups, mxfp4, nvfp4, perChannel, type Scheme, type WeightFormat } from './quantization/scheme';

/** Formats in which models are published again by those who quantise them. */
export type PublishedFormat = Exclude<WeightFormat, 'fp32' | 'fp16' | 'nf4'>;

/** As quantisers write each format: scales of a group of 128 for AWQ and GPTQ, of a row for eight bits. */
const schemes: Readonly<Record<Exclude<PublishedFormat, 'bf16'>, Scheme>> = {
  fp8: perChannel('fp8'),
  int8: perChannel('int8'),
  int4: inGroups('int4', 4, { size: 128, scaleBytes: 2.5 }),
  mxfp4,
  nvfp4,
};

/**
 * A model with its weights in another format than its own `config.json` states. Table and head keep 16 bits. Of a mixture
 * of experts with latent attention, and in MXFP4, publishers quantise the experts alone.
 */
export function inFormat(architecture: Architecture, format: PublishedFormat): Architecture {
  if (architecture.quantization.format === format) {
    return architecture;
  }
  return { ...architecture, checkpointBytesPerValue: 2, quantization: quantizationIn(architecture, format) };
}

function quantizationIn({ experts, caches }: Architecture, format: PublishedFormat): Quantization {
  if (format === 'bf16') {
    return unquantized(2);
  }
  const latent = caches.some(({ kind }) => kind === 'latent');
  const expertsAlone = experts !== undefined && format !== 'fp8' && (latent || format === 'mxfp4');
  const roles: QuantizationRule['roles'] = expertsAlone ? ['expert'] : ['linear', 'expert'];
  return { method: 'none', format, rules: [{ scheme: schemes[format], roles }], excluded: [] };
}
