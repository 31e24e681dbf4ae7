import { assumed, type Figure } from './figure';

/** From launch until the model answers. One ceiling for every cell until the stages are predicted and measured. */
export const coldStartSeconds: Figure = assumed(
  600,
  's',
  'the readiness ceiling that KServe starts from; Llama-3-70B at tensor parallel 4 on p5.48xlarge took 359 s without the EC2 launch (anyscale/ray-serve-llm-perf-examples, 2025-10)',
);
