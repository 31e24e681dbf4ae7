import { describe, expect, test } from 'vitest';
import type { GpuInstanceType } from '../../lib/catalogue/instance-types';
import { gpuInstanceType } from '../../lib/catalogue/instance-types';
import { loadPins } from '../../lib/fleet/lock-file';
import type { ServingType } from '../../lib/plan/capacity/serving-type';
import { makePlan, type PlannedFleet } from '../../lib/plan/make-plan';
import { type MemoryFit, memoryFit } from '../../lib/plan/throughput/memory-fit';
import { edit, load } from '../support/fleets';
import { readText } from '../support/project-root';

const folder = 'test/plan/model-cases';

function planned(path: string, change: (text: string) => string = (text) => text): PlannedFleet {
  const { fleet, findings } = load(change(readText(`${folder}/${path}`)), `${folder}/${path.split('/')[0]}`);
  const made = fleet && makePlan(fleet, loadPins(undefined, fleet.regions).pins);
  return { plan: made?.plan, answer: made?.answer, findings: [...findings, ...(made?.findings ?? [])] };
}

/** Memory alone, of a fleet whose throughput may be unknown. */
function fitOf(path: string, change?: (text: string) => string): MemoryFit {
  const { fleet } = load((change ?? String)(readText(`${folder}/${path}`)), `${folder}/${path.split('/')[0]}`);
  const [model] = fleet?.models ?? [];
  const [workload] = fleet?.workloads ?? [];
  if (model === undefined || workload === undefined) {
    throw new Error(`${path}: not a valid fleet`);
  }
  return memoryFit(model, workload, gpuInstanceType(model.instanceTypes[0] as string) as GpuInstanceType);
}

const firstType = ({ plan }: PlannedFleet): ServingType | undefined => plan?.workloads[0]?.types[0];

/** Each of these was planned in silence, as something else or with a wrong size. */
const refused = [
  {
    what: 'attention heads that the GPUs do not divide',
    path: 'attention-heads-do-not-divide/fleet.yaml',
    at: 'models[0].tensorParallel',
    says: 'Total number of attention heads must be divisible by tensor parallel size”, got "28 on 8 GPUs"',
    fix: 'write one of these, if its GPUs hold the weights: tensorParallel: 4; tensorParallel: 2; tensorParallel: 1',
  },
  {
    what: 'experts that are cut inside a block of FP8 weights',
    path: 'fp8-blocks-do-not-divide/fleet.yaml',
    at: 'models[0].tensorParallel',
    // 768 ÷ 2 = 384 is three blocks of 128.
    says: '192 is not divisible by weight quantization block_n = 128',
    fix: 'write one of these, if its GPUs hold the weights: tensorParallel: 2; tensorParallel: 1; parallel: { tensor: 4, data: 1, expert: true }; parallel: { tensor: 1, data: 4, expert: true }',
  },
  {
    what: 'ten times fewer parameters than config.json gives',
    path: 'stated-sizes-against-config/ten-times-less.yaml',
    at: 'models[0].parametersBillion',
    says: 'got 7.06, expected 70.55',
  },
  {
    what: 'FP4 stated of a BF16 checkpoint',
    path: 'stated-sizes-against-config/bf16-checkpoint-as-fp4.yaml',
    at: 'models[0].precision',
    says: 'got "fp4", expected bf16',
  },
  {
    what: 'FP4 stated of an FP8 checkpoint',
    path: 'stated-sizes-against-config/fp8-checkpoint-as-fp4.yaml',
    at: 'models[0].precision',
    says: 'got "fp4", expected fp8',
  },
  {
    what: 'a hidden size that the heads do not divide',
    path: 'head-dimension-with-a-fraction/fleet.yaml',
    at: 'models[0].config.hidden_size',
    says: 'is not a multiple of num_attention_heads, and config.json has no head_dim',
  },
  {
    what: 'a ranking model that is asked to generate',
    path: 'encoder-as-chat-model/fleet.yaml',
    at: 'models[0].task',
    says: 'of a model with the task rerank, got "generate"',
  },
];

describe('a model with its config.json', () => {
  test.each(refused)('fails on $what', ({ path, at, says, fix = '' }) => {
    const { plan, findings } = planned(path);

    expect(plan).toBeUndefined();
    expect(findings).toContainEqual(
      expect.objectContaining({ level: 'error', path: at, message: expect.stringContaining(says) }),
    );
    expect(findings.filter(({ path: found }) => found === at).map(({ message }) => message)).toContainEqual(
      expect.stringContaining(fix),
    );
  });

  test.each([
    { field: 'layers', value: 79, expected: '80' },
    { field: 'kvHeads', value: 4, expected: '8' },
    { field: 'headDimension', value: 64, expected: '128' },
    { field: 'contextTokens', value: 131_073, expected: 'at most 131072 tokens' },
  ])('fails on $field that config.json contradicts', ({ field, value, expected }) => {
    const { findings } = planned('stated-sizes-against-config/ten-times-less.yaml', (text) =>
      edit(text, 'parametersBillion: 7.06', `${field}: ${value}`),
    );

    expect(findings).toContainEqual(
      expect.objectContaining({
        level: 'error',
        path: `models[0].${field}`,
        message: expect.stringContaining(`got ${value}, expected ${expected}`),
      }),
    );
  });

  test.each([
    ['mixtures of experts with latent attention', 'mla-kv-25-times/fleet.yaml'],
    ['recurrent states', 'hybrid-and-sliding-kv/next.yaml'],
    ['experts whose sizes are under text_config', 'nested-text-config/scout.yaml'],
  ])('plans %s that were not measured so, by the roofline', (_, path) => {
    const { plan, findings } = planned(path);

    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(plan?.workloads[0]?.types[0]?.replica.timePerOutputTokenSeconds.source).toMatch(/^roofline of H/);
  });

  test('needs neither parameters nor precision beside it', () => {
    const type = firstType(
      planned('stated-sizes-against-config/ten-times-less.yaml', (text) =>
        edit(text, 'parametersBillion: 7.06, precision: bf16, ', ''),
      ),
    );

    expect(type?.fit.kvBytesPerToken.value).toBe(2 * 80 * 8 * 128 * 2);
    expect(type?.fit.weightsGiB.value).toBeCloseTo((70.553706496e9 * 2) / 2 ** 30, 1);
  });

  test('fails on an architecture that is not known, and names the way on', () => {
    const { findings } = planned('stated-sizes-against-config/ten-times-less.yaml', (text) =>
      edit(text, 'config: l70.json', 'config: ../unknown/config.json'),
    );

    expect(findings).toContainEqual(
      expect.objectContaining({
        level: 'error',
        path: 'models[0].config.model_type',
        message: expect.stringMatching(/got "zeta".*memory: \{ weightsGiBPerGpu/),
      }),
    );
  });

  test('is planned alike under the id of a mirror, with the cache of 18 of 36 layers', () => {
    const [named, mirror] = ['named', 'mirror'].map((name) => planned(`moe-planned-as-dense/${name}.yaml`));

    expect(firstType(named as PlannedFleet)?.fit.kvBytesPerToken.value).toBe(36_864);
    expect(firstType(named as PlannedFleet)?.fit.kvBytesPerSequence?.value).toBeGreaterThan(0);
    expect(mirror?.plan?.phases).toEqual(named?.plan?.phases);
  });

  test('latent attention is charged on every GPU: 8 × 61 × (512 + 64) × 2 bytes', () => {
    expect(fitOf('mla-kv-25-times/fleet.yaml').kvBytesPerToken.value).toBe(8 * 70_272);
  });

  test('12 of 48 layers keep a cache that grows, beside constant states', () => {
    const fit = fitOf('hybrid-and-sliding-kv/next.yaml');

    // Two heads on four GPUs: each keeps one, so there are twice the 24,576 bytes.
    expect(fit.kvBytesPerToken.value).toBe(2 * 24_576);
    expect(fit.kvBytesPerSequence?.value).toBeGreaterThan(0);
  });

  test('four KV heads on eight GPUs are copied, where the fleet file states them too', () => {
    const fit = fitOf('kv-heads-copied-under-tensor-parallel/fleet.yaml', (text) =>
      edit(text, 'config: config.json', 'layers: 94, kvHeads: 4, headDimension: 128, contextTokens: 40960'),
    );

    expect(fit.kvBytesPerToken.value).toBe(385_024);
    // 8 × (141 × 0.9 − 1.37 − 2.10 − 1.43 − 1.04) − 218.95 GiB = 748.7 GiB, each sequence of 5,000 tokens
    expect(fit.maxConcurrency.value).toBe(Math.floor((748.7 * 2 ** 30) / (385_024 * 5000)));
  });

  test('reaches the context that YaRN gives, and says what the engine must be told', () => {
    const { plan, findings } = planned('rope-scaling-ignored/fleet.yaml');
    const { findings: beyond } = planned('rope-scaling-ignored/fleet.yaml', (text) =>
      edit(text, 'maxInputTokens: 60000', 'maxInputTokens: 131000'),
    );

    expect(plan).toBeDefined();
    expect(findings).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('max_position_embeddings 131072') }),
    );
    expect(beyond).toContainEqual(
      expect.objectContaining({ level: 'error', message: expect.stringContaining('at most 131072 tokens together') }),
    );
  });

  test('warns that photos do not pass the firewall where the model reads images', () => {
    expect(planned('images-do-not-pass-the-firewall/fleet.yaml').findings).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        path: 'models[0].config.vision_config',
        message: expect.stringContaining('413 to a body above 199999 bytes'),
      }),
    );
  });

  test('names the values that the file leaves out', () => {
    expect(planned('attention-heads-do-not-divide/fleet.yaml').findings).toContainEqual(
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('intermediate_size 22016') }),
    );
  });

  describe('of an architecture that is not known, with declared memory', () => {
    const declared = (change: (text: string) => string = (text) => text) =>
      planned('stated-sizes-against-config/ten-times-less.yaml', (text) =>
        change(
          edit(
            edit(text, 'config: l70.json', 'config: ../unknown/config.json'),
            'parametersBillion: 7.06, precision: bf16, ',
            'precision: bf16, layers: 80, contextTokens: 131072, memory: { weightsGiBPerGpu: 33, kvBytesPerTokenPerGpu: 70272, bytesPerSequencePerGpu: 1048576, activeParametersBillion: 20, owner: ml@example.com }, ',
          ),
        ),
      );

    test('is planned with what its owner declares, on every GPU, as assumed', () => {
      const { plan, findings } = declared();
      const fit = firstType({ plan, answer: plan, findings })?.fit;
      const gpus = plan?.models[0]?.tensorParallel ?? 0;

      expect(gpus).toBeGreaterThan(0);
      expect(fit?.weightsGiB.value).toBe(gpus * 33);
      expect(fit?.kvBytesPerToken.value).toBe(gpus * 70_272);
      expect(fit?.kvBytesPerSequence?.value).toBe(gpus * 1_048_576);
      expect(JSON.stringify(fit?.weightsGiB.from)).toContain('declared by ml@example.com');
      expect(findings).toContainEqual(
        expect.objectContaining({
          level: 'warning',
          path: 'models[0].memory',
          message: expect.stringContaining('ml@example.com'),
        }),
      );
    });

    test('computes its prompts with the parameters that one token uses', () => {
      const prompt = (billion: number) =>
        firstType(declared((text) => edit(text, 'activeParametersBillion: 20', `activeParametersBillion: ${billion}`)))
          ?.replica.timeToFirstTokenSeconds.value;

      expect(prompt(20)).toBeLessThan(prompt(60) as number);
    });

    test.each([
      {
        what: 'without an owner',
        from: ', owner: ml@example.com',
        to: '',
        at: 'models[0].memory.owner',
        says: 'is missing',
      },
      { what: 'without layers', from: 'layers: 80, ', to: '', at: 'models[0].layers', says: 'is missing' },
      {
        what: 'beside a config that is known',
        from: '../unknown/config.json',
        to: 'l70.json',
        at: 'models[0].memory',
        says: 'leave memory out',
      },
    ])('fails $what', ({ from, to, at, says }) => {
      expect(declared((text) => edit(text, from, to)).findings).toContainEqual(
        expect.objectContaining({ level: 'error', path: at, message: expect.stringContaining(says) }),
      );
    });
  });
});
