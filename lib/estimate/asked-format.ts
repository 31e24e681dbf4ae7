import type { PublishedFormat } from '../architecture/in-format';
import type { Architecture } from '../architecture/model/architecture';

/** What people call formats of weights. */
const formats: Readonly<Record<string, PublishedFormat>> = {
  bf16: 'bf16',
  fp16: 'bf16',
  half: 'bf16',
  fp8: 'fp8',
  int8: 'int8',
  w8a8: 'int8',
  w8a16: 'int8',
  int4: 'int4',
  awq: 'int4',
  gptq: 'int4',
  w4a16: 'int4',
  nvfp4: 'nvfp4',
  mxfp4: 'mxfp4',
};

export const formatNames: readonly string[] = [...Object.keys(formats), 'fp4'];

/** The format that a name means; `fp4` is the one in which the model itself is published, or else NVIDIA's. */
export function askedFormat(name: string, { quantization }: Architecture): PublishedFormat | undefined {
  const word = name.toLowerCase().split(/[\s(]/)[0] ?? '';
  return word === 'fp4' ? (quantization.format === 'mxfp4' ? 'mxfp4' : 'nvfp4') : formats[word];
}
