import { describe, expect, test } from 'vitest';
import { chatFleetText, edit, load, planOf } from '../support/fleets';

interface Refusal {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly says: string;
}

const measuredMean = `    demand: # a real hour of a production assistant, four times over
      trace: traces/azure-llm-2023-conversation.csv.gz
      scale: 4`;
const stated = (mean: string, peak: string): string =>
  `    demand: { meanRequestsPerSecond: ${mean}, peakRequestsPerSecond: ${peak}, meanInputTokens: 1024, meanOutputTokens: 256 }`;

const tokens = 'access: { jwtIssuer: https://login.example.com, audience: assistant }';
const privateAccess = (clients: string, ranges: string, more = ''): string =>
  `access: { private: { clientCidrs: [${clients}] }${more} }\nnetwork: { vpcCidrs: { ${ranges} } }`;
const ranges = 'us-east-1: 10.0.0.0/16, us-west-2: 10.1.0.0/16';

const refusals: Refusal[] = [
  {
    what: 'an unknown key, naming the nearest known one',
    from: '    shape:',
    to: '    shpae: x\n    shape:',
    path: 'workloads[0].shpae',
    says: 'is an unknown key, got "shpae"',
  },
  {
    what: 'a duplicate region',
    from: '\nregions: [us-east-1, us-west-2]',
    to: '\nregions: [us-east-1, us-west-2, us-east-1]',
    path: 'regions[2]',
    says: 'is a duplicate region, got "us-east-1"',
  },
  {
    what: 'a region that looks like another in the list',
    from: '\nregions: [us-east-1, us-west-2]',
    to: '\nregions: [us-east-1, us-west-2, us‑east-1]',
    path: 'regions[2]',
    says: 'is a look-alike of region 1 in the list',
  },
  {
    what: 'a region in Cyrillic letters',
    from: '\nregions: [us-east-1, us-west-2]',
    to: '\nregions: [us-east-1, us-west-2, eu-wеst-2]',
    path: 'regions[2]',
    says: 'looks like a region but has other characters, got "eu-wеst-2", expected an AWS Region code; did you mean eu-west-2?',
  },
  {
    what: 'an unknown region',
    from: '\nregions: [us-east-1, us-west-2]',
    to: '\nregions: [us-east-1, us-wset-2]',
    path: 'regions[1]',
    says: 'is an unknown region, got "us-wset-2", expected an AWS Region code; did you mean us-west-2?',
  },
  {
    what: 'a region outside its jurisdiction',
    from: 'regions: [us-east-1, us-west-2]\njurisdictions: { united-states: [us-east-1, us-west-2] }',
    to: 'regions: [us-east-1, eu-west-2]\njurisdictions: { united-states: [us-east-1, eu-west-2] }',
    path: 'jurisdictions.united-states[1]',
    says: 'is outside its jurisdiction: it stands in GB',
  },
  {
    what: 'a region in no jurisdiction',
    from: '\nregions: [us-east-1, us-west-2]',
    to: '\nregions: [us-east-1, us-west-2, us-east-2]',
    path: 'regions[2]',
    says: 'is in no jurisdiction',
  },
  {
    what: 'a jurisdiction whose region is not in the fleet',
    from: 'united-states: [us-east-1, us-west-2] }',
    to: 'united-states: [us-east-1, us-east-2] }',
    path: 'jurisdictions.united-states[1]',
    says: 'is no region of the fleet',
  },
  {
    what: 'a type that the region does not offer',
    from: 'instanceTypes: [p5.48xlarge, p5en.48xlarge]',
    to: 'instanceTypes: [p5e.48xlarge]',
    path: 'models[0].instanceTypes[0]',
    says: 'is not offered in us-east-1, got "p5e.48xlarge"',
  },
  {
    what: 'a type without a published price',
    from: 'instanceTypes: [p5.48xlarge, p5en.48xlarge]',
    to: 'instanceTypes: [p5.48xlarge, p5e.48xlarge]',
    path: 'models[0].instanceTypes[1]',
    says: 'has no published price in us-west-2',
  },
  {
    what: 'types with fewer than two zones in common',
    from: 'regions: [us-east-1, us-west-2]\njurisdictions: { united-states: [us-east-1, us-west-2] }',
    to: 'regions: [us-east-1, us-west-1]\njurisdictions: { united-states: [us-east-1, us-west-1] }',
    path: 'models[0].instanceTypes',
    says: 'in common in us-west-1',
  },
  {
    what: 'an unknown instance type',
    from: 'p5en.48xlarge]',
    to: 'p5en.48xlrage]',
    path: 'models[0].instanceTypes[1]',
    says: 'is no known GPU instance type, got "p5en.48xlrage", expected a GPU instance type of EC2 that fleets can use; did you mean p5en.48xlarge?',
  },
  {
    what: 'a tensor-parallel size that no instance holds',
    from: 'p5en.48xlarge]',
    to: 'g6.xlarge]',
    path: 'models[0].tensorParallel',
    says: 'does not divide the 1 GPUs of g6.xlarge, got 4',
  },
  {
    what: 'a tensor-parallel size that does not divide the heads',
    from: 'kvHeads: 8',
    to: 'kvHeads: 6',
    path: 'models[0].tensorParallel',
    says: 'does not divide the 6 KV heads, got 4',
  },
  {
    what: 'a model without its architecture',
    from: '    kvHeads: 8\n',
    to: '',
    path: 'models[0].kvHeads',
    says: 'is missing, got nothing',
  },
  {
    what: 'a config.json that cannot be read',
    from: '    layers: 80',
    to: '    config: no/such/config.json\n    layers: 80',
    path: 'models[0].config',
    says: 'cannot be read: ENOENT',
  },
  {
    what: 'a trace that cannot be read',
    from: 'azure-llm-2023-conversation.csv.gz',
    to: 'LICENSE',
    path: 'workloads[0].demand.trace',
    says: 'cannot be read: line 1: not a request trace',
  },
  {
    what: 'demand that is neither a trace nor stated',
    from: measuredMean,
    to: '    demand: { meanRequestsPerSecond: 3 }',
    path: 'workloads[0].demand',
    says: 'says neither a trace nor meanInputTokens, meanOutputTokens',
  },
  {
    what: 'a peak below the mean',
    from: measuredMean,
    to: stated('8', '4'),
    path: 'workloads[0].demand.peakRequestsPerSecond',
    says: 'is below the mean, got 4, expected at least 8',
  },
  {
    what: 'NaN',
    from: measuredMean,
    to: stated('.nan', '4'),
    path: 'workloads[0].demand.meanRequestsPerSecond',
    says: 'is of the wrong type, got NaN, expected a finite number',
  },
  {
    what: 'infinity',
    from: 'recoverySeconds: 180',
    to: 'recoverySeconds: .inf',
    path: 'workloads[0].failover.recoverySeconds',
    says: 'is of the wrong type, got Infinity, expected a finite number',
  },
  {
    what: 'a negative number',
    from: 'training: 40000',
    to: 'training: -1',
    path: 'budgetsUsdPerMonth.training',
    says: 'is too small, got -1, expected more than 0',
  },
  {
    what: 'a minimum above the maximum',
    from: '    tensorParallel: 4',
    to: '    tensorParallel: 4\n    instancesPerRegion: { min: 5, max: 3 }',
    path: 'models[0].instancesPerRegion.min',
    says: 'is above max, got 5, expected at most 3',
  },
  {
    what: 'a missing budget',
    from: ', serving: 400000',
    to: '',
    path: 'budgetsUsdPerMonth.serving',
    says: 'is missing, got nothing, expected a finite number (USD per month)',
  },
  {
    what: 'a missing failover policy',
    from: '    failover: { mode: active-active, recoverySeconds: 180 }\n',
    to: '',
    path: 'workloads[0].failover',
    says: 'is missing, got nothing',
  },
  {
    what: 'a failover policy of none without its owner',
    from: '{ mode: active-active, recoverySeconds: 180 }',
    to: '{ none: too small to fail }',
    path: 'workloads[0].failover.owner',
    says: 'is missing',
  },
  {
    what: 'failover without another region',
    from: 'regions: [us-east-1, us-west-2]\njurisdictions: { united-states: [us-east-1, us-west-2] }',
    to: 'regions: [us-east-1]\njurisdictions: { united-states: [us-east-1] }',
    path: 'workloads[0].failover',
    says: 'needs another region to fail over to: jurisdiction united-states has one',
  },
  {
    what: 'a standby share without a standby',
    from: 'mode: active-active,',
    to: 'mode: active-active, standbyShareRatio: 0.5,',
    path: 'workloads[0].failover.standbyShareRatio',
    says: 'is for warm-standby only, this is active-active, got 0.5',
  },
  {
    what: 'a standby that runs more than is promised',
    from: 'mode: active-active, recoverySeconds: 180',
    to: 'mode: warm-standby, recoverySeconds: 180, survivorsShareRatio: 0.4, standbyShareRatio: 0.5',
    path: 'workloads[0].failover.standbyShareRatio',
    says: 'is more than survivorsShareRatio promises, got 0.5, expected at most survivorsShareRatio, 0.4',
  },
  {
    what: 'a fall back to a smaller model in the failover policy',
    from: 'mode: active-active,',
    to: 'mode: active-active, whenShort: degrade,',
    path: 'workloads[0].failover.whenShort',
    says: 'is not supported in failover, got "degrade"',
  },
  {
    what: 'a realtime workload without latency objectives',
    from: 'objectives: { timeToFirstTokenSeconds: 1, timePerOutputTokenSeconds: 0.05 }',
    to: 'objectives: { timeToFirstTokenSeconds: 1 }',
    path: 'workloads[0].objectives.timePerOutputTokenSeconds',
    says: 'is missing, got nothing, expected seconds, for realtime-assistant',
  },
  {
    what: 'a percentile at which nothing is simulated',
    from: 'objectives: { timeToFirstTokenSeconds: 1,',
    to: 'objectives: { percentile: 90, timeToFirstTokenSeconds: 1,',
    path: 'workloads[0].objectives.percentile',
    says: 'got 90, expected one of 50, 95, 99',
  },
  {
    what: 'a deadline for an interactive workload',
    from: 'objectives: { timeToFirstTokenSeconds: 1,',
    to: 'objectives: { deadlineHours: 8, timeToFirstTokenSeconds: 1,',
    path: 'workloads[0].objectives.deadlineHours',
    says: 'is for batch-inference only, this is realtime-assistant, got 8',
  },
  {
    what: 'retrieval models where nothing is retrieved',
    from: '    maxInputTokens: 8192',
    to: '    retrieval: { embeddingModel: llama-70b }\n    maxInputTokens: 8192',
    path: 'workloads[0].retrieval',
    says: 'is for retrieval-analytics only, this is realtime-assistant',
  },
  {
    what: 'a prefix cache that would hold all',
    from: '    maxInputTokens: 8192',
    to: '    prefixReuseRatio: 1\n    maxInputTokens: 8192',
    path: 'workloads[0].prefixReuseRatio',
    says: 'is too large, got 1, expected less than 1',
  },
  {
    what: 'a model that embeds in the place of one that answers',
    from: '    precision: fp8',
    to: '    task: embed\n    precision: fp8',
    path: 'workloads[0].model',
    says: 'has the task embed, got "llama-70b", expected a model with task: generate; add one with task: generate',
  },
  {
    what: 'a warm pool beside reservations',
    from: '    precision: fp8',
    to: '    pools: { baseline: { warmInstances: 1, reservations: { us-east-1: [cr-0123456789abcdef0] } } }\n    precision: fp8',
    path: 'models[0].pools.baseline.warmInstances',
    says: 'is not possible beside reservations',
  },
  {
    what: 'a reservation in a region that the fleet has not',
    from: '    precision: fp8',
    to: '    pools: { baseline: { reservations: { us-east-2: [cr-0123456789abcdef0] } } }\n    precision: fp8',
    path: 'models[0].pools.baseline.reservations.us-east-2',
    says: 'is no region of the fleet, got "us-east-2"',
  },
  {
    what: 'a reservation that is no reservation',
    from: '    precision: fp8',
    to: '    pools: { baseline: { reservations: { us-east-1: [i-0123456789abcdef0] } } }\n    precision: fp8',
    path: 'models[0].pools.baseline.reservations.us-east-1[0]',
    says: 'has the wrong form, got "i-0123456789abcdef0", expected cr- and 17 hexadecimal digits',
  },
  {
    what: 'a reservation twice',
    from: '    precision: fp8',
    to: '    pools: { baseline: { reservations: { us-east-1: [cr-0123456789abcdef0], us-west-2: [cr-0123456789abcdef0] } } }\n    precision: fp8',
    path: 'models[0].pools.baseline.reservations.us-west-2[0]',
    says: 'is taken, by llama-70b',
  },
  {
    what: 'a Capacity Block that ends before it begins',
    from: '    precision: fp8',
    to: '    pools: { capacityBlocks: [{ id: cr-0123456789abcdef0, region: us-east-1, instanceType: p5.48xlarge, instances: 2, startsAt: "2027-01-11T11:30:00Z", endsAt: "2027-01-04T11:30:00Z", usd: 9000 }] }\n    precision: fp8',
    path: 'models[0].pools.capacityBlocks[0].endsAt',
    says: 'is not after the beginning, got "2027-01-04T11:30:00Z"',
  },
  {
    what: 'a Capacity Block longer than AWS sells',
    from: '    precision: fp8',
    to: '    pools: { capacityBlocks: [{ id: cr-0123456789abcdef0, region: us-east-1, instanceType: p5.48xlarge, instances: 2, startsAt: "2027-01-11T11:30:00Z", endsAt: "2027-11-04T11:30:00Z", usd: 9000 }] }\n    precision: fp8',
    path: 'models[0].pools.capacityBlocks[0].endsAt',
    says: 'is too long after the beginning',
  },
  {
    what: 'a Capacity Block of a type that the model may not use, in no region of the fleet',
    from: '    precision: fp8',
    to: '    pools: { capacityBlocks: [{ id: cr-0123456789abcdef0, region: us-east-2, instanceType: p6-b200.48xlarge, instances: 2, startsAt: "2027-01-11T11:30:00Z", endsAt: "2027-01-14T11:30:00Z", usd: 9000 }] }\n    precision: fp8',
    path: 'models[0].pools.capacityBlocks[0].instanceType',
    says: 'is no allowed type of the model, got "p6-b200.48xlarge", expected one of p5.48xlarge, p5en.48xlarge',
  },
  {
    what: 'a spot pool of no instances',
    from: '    precision: fp8',
    to: '    pools: { overflow: { maxInstances: 0 } }\n    precision: fp8',
    path: 'models[0].pools.overflow.maxInstances',
    says: 'is too small, got 0',
  },
  {
    what: 'an unknown word where a list is known',
    from: 'shape: realtime-assistant',
    to: 'shape: realtime-asistant',
    path: 'workloads[0].shape',
    says: 'did you mean realtime-assistant?',
  },
  {
    what: 'users that do not add up',
    from: 'north-america-west: 0.4',
    to: 'north-america-west: 0.3',
    path: 'workloads[0].users',
    says: 'does not add up, got 0.9',
  },
  {
    what: 'a workload without its model',
    from: 'model: llama-70b',
    to: 'model: llama-7b',
    path: 'workloads[0].model',
    says: 'names no model of the fleet, got "llama-7b", expected one of llama-70b; did you mean llama-70b?',
  },
  {
    what: 'a workload without its jurisdiction',
    from: 'jurisdiction: united-states',
    to: 'jurisdiction: mars',
    path: 'workloads[0].jurisdiction',
    says: 'names no jurisdiction of the fleet',
  },
  {
    what: 'an account id that YAML reads as a number',
    from: '"111122223333"',
    to: '111122223333',
    path: 'account',
    says: 'is of the wrong type, got 111122223333, expected a string; for example account: "111122223333"',
  },
  {
    what: 'limits beyond the context',
    from: 'contextTokens: 131072',
    to: 'contextTokens: 4096',
    path: 'workloads[0].maxInputTokens',
    says: 'and maxOutputTokens exceed the context of llama-70b, got 9216, expected at most 4096 tokens together',
  },
  {
    what: 'a limit below the mean',
    from: 'maxOutputTokens: 1024',
    to: 'maxOutputTokens: 100',
    path: 'workloads[0].maxOutputTokens',
    says: 'is below the mean length of 211 tokens, got 100',
  },
  {
    what: 'an instance type twice',
    from: 'instanceTypes: [p5.48xlarge, p5en.48xlarge]',
    to: 'instanceTypes: [p5.48xlarge, p5.48xlarge]',
    path: 'models[0].instanceTypes[1]',
    says: 'is a duplicate, got "p5.48xlarge"',
  },
  {
    what: 'instance types of different GPU counts',
    from: 'instanceTypes: [p5.48xlarge, p5en.48xlarge]',
    to: 'instanceTypes: [p5.48xlarge, g6e.12xlarge]',
    path: 'models[0].instanceTypes[1]',
    says: 'has 4 GPUs and the first type 8',
  },
  {
    what: 'a region that serves no workload',
    from: 'regions: [us-east-1, us-west-2]\njurisdictions: { ',
    to: 'regions: [us-east-1, us-west-2, eu-north-1]\njurisdictions: { eu: [eu-north-1], ',
    path: 'regions[2]',
    says: 'serves no workload, got "eu-north-1"',
  },
  {
    what: 'a name that load balancers may not have',
    from: 'name: assistant',
    to: 'name: internal-assistant',
    path: 'name',
    says: 'not beginning with internal-',
  },
  {
    what: 'an owner that no tag can hold',
    from: 'owner: platform@example.com',
    to: "owner: o'brien@example.com",
    path: 'owner',
    says: 'has the wrong form, got "o\'brien@example.com"',
  },
  {
    what: 'a runbook URL that pages cannot be put below',
    from: 'main/runbooks',
    to: 'main/runbooks#here',
    path: 'runbookBaseUrl',
    says: 'expected an https:// URL without ? and #',
  },
  {
    what: 'a number in quotes',
    from: 'tensorParallel: 4',
    to: 'tensorParallel: "4"',
    path: 'models[0].tensorParallel',
    says: 'got "4", expected one of 1, 2, 4, 8',
  },
  {
    what: 'a demand that no account serves',
    from: '      scale: 4',
    to: '      scale: 4\n      peakRequestsPerSecond: 1e9',
    path: 'workloads[0].demand.peakRequestsPerSecond',
    says: 'is too large, got 1000000000, expected at most 1000000',
  },
  {
    what: 'a peak below what the trace says of the mean',
    from: '      scale: 4',
    to: '      scale: 4\n      peakRequestsPerSecond: 3',
    path: 'workloads[0].demand.peakRequestsPerSecond',
    says: 'is below the mean, got 3',
  },
  {
    what: 'a name of the language as jurisdiction',
    from: 'jurisdiction: united-states',
    to: 'jurisdiction: toString',
    path: 'workloads[0].jurisdiction',
    says: 'names no jurisdiction of the fleet, got "toString"',
  },
  {
    what: 'two models of one name',
    from: 'access:',
    to: '  - { name: llama-70b, weights: x, parametersBillion: 1, precision: fp8, layers: 1, kvHeads: 1, headDimension: 1, contextTokens: 1, tensorParallel: 1, instanceTypes: [p5.48xlarge] }\naccess:',
    path: 'models[1].name',
    says: 'is taken, got "llama-70b"',
  },
  {
    what: 'a setting of the engine beside engine',
    from: '    tensorParallel: 4',
    to: '    toolCallParser: hermes\n    tensorParallel: 4',
    path: 'models[0].toolCallParser',
    says: 'it belongs in engine: write engine: { toolCallParser: … }',
  },
  {
    what: 'a setting of the engine as its argument is written',
    from: '    tensorParallel: 4',
    to: '    engine: { --tool-call-parser: hermes }\n    tensorParallel: 4',
    path: 'models[0].engine.--tool-call-parser',
    says: 'write toolCallParser',
  },
  {
    what: 'a field of the model in engine',
    from: '    tensorParallel: 4',
    to: '    engine: { kvPrecision: fp8 }\n    tensorParallel: 4',
    path: 'models[0].engine.kvPrecision',
    says: 'it belongs beside engine, not in it',
  },
  {
    what: 'an argument of the engine that follows from the plan, beside engine',
    from: '    tensorParallel: 4',
    to: '    max_model_len: 8192\n    tensorParallel: 4',
    path: 'models[0].max_model_len',
    says: 'it follows from the plan: set the token lengths of the workloads instead',
  },
  {
    what: 'a batch on the engines of an interactive workload',
    from: '\nregions: [us-east-1, us-west-2]',
    to: '\n  - { name: more, shape: batch-inference, model: llama-70b, demand: { meanRequestsPerSecond: 1, meanInputTokens: 1, meanOutputTokens: 1 }, maxInputTokens: 1, maxOutputTokens: 1, objectives: {}, jurisdiction: united-states, failover: { mode: active-active, recoverySeconds: 180 } }\nregions: [us-east-1, us-west-2]',
    path: 'workloads[1].model',
    says: 'is served in us-east-1 to chat too, which would wait behind the batch, got "llama-70b"',
  },
  {
    what: 'a price of an unknown type',
    from: 'access:',
    to: 'pricesUsdPerHour: { p5e.48xlrage: { us-east-1: 1 } }\naccess:',
    path: 'pricesUsdPerHour.p5e.48xlrage',
    says: 'is no known GPU instance type, got "p5e.48xlrage"',
  },
  {
    what: 'a price in a region that the fleet has not',
    from: 'access:',
    to: 'pricesUsdPerHour: { p5.48xlarge: { us-east-9: 1 } }\naccess:',
    path: 'pricesUsdPerHour.p5.48xlarge.us-east-9',
    says: 'is no region of the fleet, got "us-east-9", expected one of us-east-1, us-west-2',
  },
  {
    what: 'eu-west-2 in the European Union',
    from: 'regions: [us-east-1, us-west-2]\njurisdictions: { united-states: [us-east-1, us-west-2] }',
    to: 'regions: [eu-north-1, eu-west-2]\njurisdictions: { european-union: [eu-north-1, eu-west-2] }',
    path: 'jurisdictions.european-union[1]',
    says: 'is outside its jurisdiction: it stands in GB, got "eu-west-2"',
  },
  {
    what: 'eu-central-2 in the European Union',
    from: 'regions: [us-east-1, us-west-2]\njurisdictions: { united-states: [us-east-1, us-west-2] }',
    to: 'regions: [eu-north-1, eu-central-2]\njurisdictions: { european-union: [eu-north-1, eu-central-2] }',
    path: 'jurisdictions.european-union[1]',
    says: 'is outside its jurisdiction: it stands in CH, got "eu-central-2"',
  },
  {
    what: 'a region that is real and has no prices',
    from: '\nregions: [us-east-1, us-west-2]',
    to: '\nregions: [us-east-1, us-west-2, ca-west-1]',
    path: 'regions[2]',
    says: 'is not in the price table, got "ca-west-1"',
  },
  {
    what: 'cn-north-1, of another partition',
    from: '\nregions: [us-east-1, us-west-2]',
    to: '\nregions: [us-east-1, us-west-2, cn-north-1]',
    path: 'regions[2]',
    says: 'is a region of another partition, aws-cn, for which no prices are known and no stacks are made, got "cn-north-1", expected a region of the partition aws; if the data may lie there, use one of the nearest regions: ',
  },
  {
    what: 'us-gov-west-1, of another partition',
    from: '\nregions: [us-east-1, us-west-2]',
    to: '\nregions: [us-east-1, us-west-2, us-gov-west-1]',
    path: 'regions[2]',
    says: 'is a region of another partition, aws-us-gov, for which no prices are known and no stacks are made, got "us-gov-west-1", expected a region of the partition aws; if the data may lie there, use one of the nearest regions: ',
  },
  {
    what: 'eusc-de-east-1, of another partition',
    from: '\nregions: [us-east-1, us-west-2]',
    to: '\nregions: [us-east-1, us-west-2, eusc-de-east-1]',
    path: 'regions[2]',
    says: 'is a region of another partition, aws-eusc, for which no prices are known and no stacks are made, got "eusc-de-east-1", expected a region of the partition aws; if the data may lie there, use one of the nearest regions: ',
  },
  {
    what: 'an engine that listens elsewhere',
    from: '    tensorParallel: 4',
    to: '    engine: { host: 0.0.0.0 }\n    tensorParallel: 4',
    path: 'models[0].engine.host',
    says: 'the agent gives every engine a port on loopback',
  },
  {
    what: 'a partition',
    from: 'account: "111122223333"',
    to: 'account: "111122223333"\npartition: aws-cn',
    path: 'partition',
    says: 'is an unknown key, got "partition", expected',
  },
  {
    what: 'an issuer on this machine',
    from: tokens,
    to: 'access: { jwtIssuer: https://localhost/realms/r, audience: assistant }',
    path: 'access.jwtIssuer',
    says: 'has a host that no public DNS server knows',
  },
  {
    what: 'an issuer with a loopback address in another spelling',
    from: tokens,
    to: 'access: { jwtIssuer: https://0x7f.1, audience: assistant }',
    path: 'access.jwtIssuer',
    says: 'has an address that the internet does not route',
  },
  {
    what: 'a key set that the metadata service would answer',
    from: tokens,
    to: 'access: { jwtIssuer: https://login.example.com, jwksUrl: https://169.254.169.254/keys }',
    path: 'access.jwksUrl',
    says: 'has an address that the internet does not route, got "https://169.254.169.254/keys", expected a public host',
  },
  {
    what: 'a key set in a private network',
    from: tokens,
    to: 'access: { jwtIssuer: https://login.example.com, jwksUrl: https://10.1.2.3/keys }',
    path: 'access.jwksUrl',
    says: 'has an address that the internet does not route',
  },
  {
    what: 'a key set of an internal host',
    from: tokens,
    to: 'access: { jwtIssuer: https://login.example.com, jwksUrl: https://sso.corp.internal./keys }',
    path: 'access.jwksUrl',
    says: 'has a host that no public DNS server knows',
  },
  {
    what: 'a claim that load balancers judge in any case',
    from: tokens,
    to: 'access: { jwtIssuer: https://login.example.com, requiredClaims: [{ name: exp, value: x }] }',
    path: 'access.requiredClaims[0].name',
    says: 'is judged by the load balancer in any case',
  },
  {
    what: 'an audience twice',
    from: tokens,
    to: 'access: { jwtIssuer: https://login.example.com, audience: a, requiredClaims: [{ name: aud, value: x }] }',
    path: 'access.requiredClaims[0].name',
    says: 'is required twice, got "aud"',
  },
  {
    what: 'two words as one of several',
    from: tokens,
    to: 'access: { jwtIssuer: https://login.example.com, requiredClaims: [{ name: scope, value: a b, format: space-separated-values }] }',
    path: 'access.requiredClaims[0].value',
    says: 'holds a space',
  },
  {
    what: 'ten claims beside an audience',
    from: tokens,
    to: `access: { jwtIssuer: https://login.example.com, audience: a, requiredClaims: [${Array.from({ length: 10 }, (_, index) => `{ name: c${index}, value: x }`).join(', ')}] }`,
    path: 'access.requiredClaims',
    says: 'got 11, expected at most 10 together',
  },
  {
    what: 'a format of claims that no load balancer reads',
    from: tokens,
    to: 'access: { jwtIssuer: https://login.example.com, audience: a, audienceFormat: array }',
    path: 'access.audienceFormat',
    says: 'expected one of single-string, string-array, space-separated-values',
  },
  {
    what: 'claims where no token is checked',
    from: tokens,
    to: privateAccess('10.64.0.0/12', ranges, ', requiredClaims: [{ name: client_id, value: x }]'),
    path: 'access.requiredClaims',
    says: 'has no effect: no token is checked without jwtIssuer',
  },
  {
    what: 'a folder in the place of an id',
    from: 'weights: meta-llama/Llama-3.1-70B-Instruct',
    to: 'weights: ./weights/llama',
    path: 'models[0].weights',
    says: 'has the wrong form, got "./weights/llama", expected a Hugging Face id',
  },
  {
    what: 'a URL in the place of an id',
    from: 'weights: meta-llama/Llama-3.1-70B-Instruct',
    to: 'weights: https://huggingface.co/meta-llama/Llama-3.1-70B-Instruct',
    path: 'models[0].weights',
    says: 'expected a Hugging Face id',
  },
  {
    what: 'several accounts in a list',
    from: '"111122223333"',
    to: '["111122223333", "444455556666"]',
    path: 'account',
    says: 'is of the wrong type, got ["111122223333","444455556666"], expected a string; a fleet has one account: write a fleet file for each',
  },
  {
    what: 'several accounts under a key of their own',
    from: 'account: "111122223333"',
    to: 'account: "111122223333"\naccounts: ["444455556666"]',
    path: 'accounts',
    says: 'a fleet has one account: write a fleet file for each',
  },
  {
    what: 'a fleet name in Cyrillic letters',
    from: 'name: assistant',
    to: 'name: аssistant',
    path: 'name',
    says: 'has the wrong form, got "аssistant", expected lower-case letters',
  },
  {
    what: 'a model that looks like another',
    from: 'model: llama-70b',
    to: 'model: llаma-70b',
    path: 'workloads[0].model',
    says: 'names no model of the fleet, got "llаma-70b", expected one of llama-70b; did you mean llama-70b?',
  },
  {
    what: 'a jurisdiction in Cyrillic letters',
    from: 'jurisdictions: { united-states',
    to: 'jurisdictions: { unitеd-states',
    path: 'jurisdictions.unitеd-states',
    says: 'has a key of the wrong form, got "unitеd-states", expected lower-case letters',
  },
  {
    what: 'a budget of zero',
    from: 'training: 40000',
    to: 'training: 0',
    path: 'budgetsUsdPerMonth.training',
    says: 'is too small, got 0, expected more than 0',
  },
  {
    what: 'a budget that is no number',
    from: 'training: 40000',
    to: 'training: .nan',
    path: 'budgetsUsdPerMonth.training',
    says: 'is of the wrong type, got NaN, expected a finite number (USD per month)',
  },
  {
    what: 'a budget in another currency',
    from: 'serving: 400000',
    to: 'serving: 400000 EUR',
    path: 'budgetsUsdPerMonth.serving',
    says: 'got "400000 EUR", expected a finite number (USD per month); amounts are plain numbers in USD: convert them',
  },
  {
    what: 'a budget by currency',
    from: 'serving: 400000',
    to: 'serving: { eur: 400000 }',
    path: 'budgetsUsdPerMonth.serving',
    says: 'got {"eur":400000}, expected a finite number (USD per month); amounts are plain numbers in USD: convert them',
  },
  {
    what: 'budgets in another currency',
    from: 'budgetsUsdPerMonth:',
    to: 'budgetsEurPerMonth:',
    path: 'budgetsEurPerMonth',
    says: 'amounts are plain numbers in USD: convert them',
  },
  {
    what: 'a currency',
    from: 'account: "111122223333"',
    to: 'account: "111122223333"\ncurrency: EUR',
    path: 'currency',
    says: 'amounts are plain numbers in USD: convert them',
  },
  {
    what: 'a way to the internet without a reason',
    from: '\naccess:',
    to: '\nnetwork: { internet: { owner: a@example.com } }\naccess:',
    path: 'network.internet.reason',
    says: 'is missing, got nothing, expected a string; for example reason: "licences are checked at start"',
  },
  {
    what: 'a way to the internet without an owner',
    from: '\naccess:',
    to: '\nnetwork: { internet: { reason: licences } }\naccess:',
    path: 'network.internet.owner',
    says: 'is missing',
  },
  {
    what: 'a reason too long for a tag',
    from: '\naccess:',
    to: `\nnetwork: { internet: { reason: ${'x'.repeat(201)}, owner: a@example.com } }\naccess:`,
    path: 'network.internet.reason',
    says: 'expected at most 200 characters',
  },
  {
    what: 'a negotiated price in another currency',
    from: 'access:',
    to: 'pricesUsdPerHour: { p5.48xlarge: { us-east-1: 40 EUR } }\naccess:',
    path: 'pricesUsdPerHour.p5.48xlarge.us-east-1',
    says: 'got "40 EUR", expected a finite number; amounts are plain numbers in USD: convert them',
  },
  {
    what: 'a replica over several nodes',
    from: '    tensorParallel: 4',
    to: '    tensorParallel: 4\n    nodes: 2',
    path: 'models[0].nodes',
    says: 'a replica lies within one instance, on spot as on demand',
  },
  {
    what: 'several nodes on spot',
    from: '    precision: fp8',
    to: '    pools: { overflow: { maxInstances: 2, nodes: 2 } }\n    precision: fp8',
    path: 'models[0].pools.overflow.nodes',
    says: 'a replica lies within one instance, on spot as on demand',
  },
  {
    what: 'more GPUs a replica than an instance has',
    from: 'tensorParallel: 4',
    to: 'tensorParallel: 16',
    path: 'models[0].tensorParallel',
    says: 'got 16, expected one of 1, 2, 4, 8',
  },
  {
    what: 'a tenant claim that is no name',
    from: 'audience: assistant',
    to: 'audience: assistant, tenantClaim: "who are you"',
    path: 'access.tenantClaim',
    says: 'expected the name of a claim: letters, digits and _ . : / -',
  },
  {
    what: 'a warm pool of spot instances',
    from: '    precision: fp8',
    to: '    pools: { overflow: { maxInstances: 2, warmInstances: 1 } }\n    precision: fp8',
    path: 'models[0].pools.overflow.warmInstances',
    says: 'is an unknown key, got "warmInstances", expected one of maxInstances',
  },
  {
    what: 'a group of no instances',
    from: '    precision: fp8',
    to: '    instancesPerRegion: { min: 0 }\n    precision: fp8',
    path: 'models[0].instancesPerRegion.min',
    says: 'is too small, got 0, expected more than 0',
  },
  {
    what: 'a share of users below zero',
    from: 'north-america-west: 0.4',
    to: 'north-america-west: -0.4',
    path: 'workloads[0].users.north-america-west',
    says: 'is too small, got -0.4, expected more than 0',
  },
  {
    what: 'a trace with a bad line, naming it',
    from: 'traces/azure-llm-2023-conversation.csv.gz',
    to: '../test/fleet/traces/bad-line.csv',
    path: 'workloads[0].demand.trace',
    says: 'cannot be read: line 3: not a request, got',
  },
  {
    what: 'a trace out of order, naming the line',
    from: 'traces/azure-llm-2023-conversation.csv.gz',
    to: '../test/fleet/traces/unsorted.csv',
    path: 'workloads[0].demand.trace',
    says: 'cannot be read: line 3: earlier than the line before',
  },
  {
    what: 'a trace without requests',
    from: 'traces/azure-llm-2023-conversation.csv.gz',
    to: '../test/fleet/traces/empty.csv',
    path: 'workloads[0].demand.trace',
    says: 'cannot be read: no requests, got 0, expected at least 2',
  },
  {
    what: 'neither tokens nor private access',
    from: tokens,
    to: 'access: { requestsPer5MinutesPerClient: 3000 }',
    path: 'access.jwtIssuer',
    says: 'is missing, and the internet reaches the endpoints, got nothing, expected an issuer, or private access',
  },
  {
    what: 'an audience of tokens that are not checked',
    from: tokens,
    to: privateAccess('10.64.0.0/12', ranges, ', audience: x'),
    path: 'access.audience',
    says: 'has no effect: no token is checked without jwtIssuer',
  },
  {
    what: 'keys of tokens that are not checked',
    from: tokens,
    to: privateAccess('10.64.0.0/12', ranges, ', jwksUrl: https://login.example.com/keys'),
    path: 'access.jwksUrl',
    says: 'has no effect: no token is checked without jwtIssuer',
  },
  {
    what: 'a key set that a private load balancer cannot fetch',
    from: tokens,
    to: privateAccess('10.64.0.0/12', ranges, ', jwtIssuer: https://login.example.com'),
    path: 'access.jwtIssuer',
    says: 'cannot be asked for its keys by a private load balancer, which has no way to the internet',
  },
  {
    what: 'no client range',
    from: tokens,
    to: privateAccess('', ranges),
    path: 'access.private.clientCidrs',
    says: 'is too small, got [], expected at least 1 entries',
  },
  {
    what: 'too many client ranges',
    from: tokens,
    to: privateAccess('10.64.0.0/24, 10.64.1.0/24, 10.64.2.0/24, 10.64.3.0/24, 10.64.4.0/24, 10.64.5.0/24', ranges),
    path: 'access.private.clientCidrs',
    says: 'expected at most 5 entries',
  },
  {
    what: 'a client range that is none',
    from: tokens,
    to: privateAccess('office', ranges),
    path: 'access.private.clientCidrs[0]',
    says: 'has the wrong form, got "office", expected an IPv4 range such as 10.1.0.0/16',
  },
  {
    what: 'IPv6 clients',
    from: tokens,
    to: privateAccess('"fd00::/8"', ranges),
    path: 'access.private.clientCidrs[0]',
    says: 'has the wrong form, got "fd00::/8"',
  },
  {
    what: 'a client range of the internet',
    from: tokens,
    to: privateAccess('0.0.0.0/0', ranges),
    path: 'access.private.clientCidrs[0]',
    says: 'is no private range, got "0.0.0.0/0", expected a range inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10',
  },
  {
    what: 'a client range one bit larger than private',
    from: tokens,
    to: privateAccess('172.16.0.0/11', ranges),
    path: 'access.private.clientCidrs[0]',
    says: 'is no IPv4 range that begins with its first address, got "172.16.0.0/11"',
  },
  {
    what: 'clients inside the networks of the fleet',
    from: tokens,
    to: privateAccess('10.0.0.0/8', ranges),
    path: 'access.private.clientCidrs[0]',
    says: 'overlaps a network of the fleet, 10.0.0.0/16, got "10.0.0.0/8"',
  },
  {
    what: 'regions with one address range',
    from: tokens,
    to: privateAccess('10.64.0.0/12', 'us-east-1: 10.0.0.0/16, us-west-2: 10.0.128.0/17'),
    path: 'network.vpcCidrs.us-west-2',
    says: 'overlaps the network of another region, 10.0.0.0/16',
  },
  {
    what: 'private access to a region without a range of its own',
    from: tokens,
    to: privateAccess('10.64.0.0/12', 'us-east-1: 10.0.0.0/16'),
    path: 'network.vpcCidrs.us-west-2',
    says: 'is missing: clients of private networks need to know where to send',
  },
  {
    what: 'a range of no region',
    from: tokens,
    to: privateAccess('10.64.0.0/12', `${ranges}, us-wset-2: 10.2.0.0/16`),
    path: 'network.vpcCidrs.us-wset-2',
    says: 'is no region of the fleet, got "us-wset-2", expected one of us-east-1, us-west-2; did you mean us-west-2?',
  },
  {
    what: 'a network larger than a VPC',
    from: tokens,
    to: privateAccess('192.168.0.0/16', 'us-east-1: 10.0.0.0/15, us-west-2: 10.2.0.0/16'),
    path: 'network.vpcCidrs.us-east-1',
    says: 'is of a size that a network cannot have, got "10.0.0.0/15", expected /16 to /24',
  },
  {
    what: 'a network too small for six zones',
    from: tokens,
    to: privateAccess('192.168.0.0/16', 'us-east-1: 10.0.0.0/25, us-west-2: 10.2.0.0/16'),
    path: 'network.vpcCidrs.us-east-1',
    says: 'is of a size that a network cannot have',
  },
  {
    what: 'a network in public addresses',
    from: tokens,
    to: privateAccess('192.168.0.0/16', 'us-east-1: 11.0.0.0/16, us-west-2: 10.2.0.0/16'),
    path: 'network.vpcCidrs.us-east-1',
    says: 'is no private range, got "11.0.0.0/16"',
  },
  {
    what: 'a network that begins in the middle',
    from: tokens,
    to: privateAccess('192.168.0.0/16', 'us-east-1: 10.0.8.0/16, us-west-2: 10.2.0.0/16'),
    path: 'network.vpcCidrs.us-east-1',
    says: 'is no IPv4 range that begins with its first address',
  },
  {
    what: 'a network over the bridge of containers',
    from: tokens,
    to: privateAccess('192.168.0.0/16', 'us-east-1: 172.17.0.0/16, us-west-2: 10.2.0.0/16'),
    path: 'network.vpcCidrs.us-east-1',
    says: 'holds addresses that instances use inside themselves, for containers',
  },
  {
    what: 'a prototype key',
    from: 'jurisdictions: { ',
    to: 'jurisdictions: { __proto__: [us-east-1], ',
    path: 'jurisdictions.__proto__',
    says: 'is a name of the language itself',
  },
];

describe('a fleet file', () => {
  test.each(refusals)('fails with $what', ({ from, to, path, says }) => {
    // GIVEN
    const text = edit(chatFleetText(), from, to);

    // WHEN
    const { fleet, findings } = load(text);

    // THEN
    expect(fleet).toBeUndefined();
    const finding = findings.find((candidate) => candidate.path === path && candidate.message.includes(says));
    expect(finding, JSON.stringify(findings, null, 2)).toMatchObject({
      level: 'error',
      source: expect.stringMatching(/./),
    });
  });

  test.each([
    { what: 'an empty file', text: '', says: 'is empty' },
    { what: 'only a comment', text: '# nothing\n', says: 'is empty' },
    { what: 'a list', text: '- a\n', says: 'is not a mapping' },
    { what: 'what is not YAML', text: 'name: [a\nb: }', says: 'is not YAML' },
    { what: 'the same key twice', text: 'name: a\nname: b\n', says: 'is not YAML, got "Map keys must be unique' },
    { what: 'a file of 10 MB', text: `name: ${'x'.repeat(10_000_000)}\n`, says: 'is too large' },
    {
      what: 'exploding anchors',
      text: `${[...'abcdefghi'].map((name, i, all) => `${name}: &${name} [${i === 0 ? 'x' : Array(9).fill(`*${all[i - 1]}`)}]`).join('\n')}\n`,
      says: 'has an alias that cannot be expanded, got "Excessive alias count',
    },
    {
      what: 'an alias to nothing',
      text: 'name: *nobody\n',
      says: 'has an alias that cannot be expanded, got "Unresolved alias',
    },
  ])('fails with $what', ({ text, says }) => {
    const { fleet, findings } = load(text);

    expect(fleet).toBeUndefined();
    expect(findings[0]?.message).toContain(says);
  });

  test('fails with everything that is wrong at once', () => {
    // GIVEN five faults in five sections
    const text = [
      ['    shape:', '    shpae: x\n    shape:'],
      ['training: 40000', 'training: .nan'],
      ['p5en.48xlarge]', 'p9.48xlarge]'],
      ['\nregions: [us-east-1, us-west-2]', '\nregions: [us-east-1, us-west-2, us-west-2]'],
      ['north-america-west: 0.4', 'north-america-west: 0.3'],
    ].reduce((file, [from = '', to = '']) => edit(file, from, to), chatFleetText());

    // WHEN
    const paths = load(text).findings.map(({ path }) => path);

    // THEN
    expect(paths.sort()).toEqual([
      'budgetsUsdPerMonth.training',
      'models[0].instanceTypes[1]',
      'regions[2]',
      'workloads[0].shpae',
      'workloads[0].users',
    ]);
  });

  test('polluting keys change no prototype', () => {
    load(edit(chatFleetText(), 'jurisdictions: { ', 'jurisdictions: { __proto__: { polluted: yes }, '));

    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('a plan', () => {
  test.each([
    {
      what: 'a model that does not fit',
      from: 'parametersBillion: 70.6',
      to: 'parametersBillion: 405',
      path: 'models[0].instanceTypes[0]',
      says: 'does not fit llama-70b',
    },
    {
      what: 'a GPU whose peaks are not known',
      from: 'tensorParallel: 4\n    instanceTypes: [p5.48xlarge, p5en.48xlarge]',
      to: 'tensorParallel: 8\n    instanceTypes: [g7.48xlarge]',
      path: 'models[0].instanceTypes[0]',
      says: 'cannot be planned: no source that this project has read states how fast the RTX-PRO-4500 computes',
    },
    {
      what: 'objectives that no load meets',
      from: 'timePerOutputTokenSeconds: 0.05',
      to: 'timePerOutputTokenSeconds: 0.005',
      path: 'models[0].instanceTypes[0]',
      says: 'cannot meet the objectives',
    },
    {
      what: 'a recovery objective that DNS cannot keep',
      from: 'recoverySeconds: 180',
      to: 'recoverySeconds: 120',
      path: 'workloads[0].failover.recoverySeconds',
      says: 'is less than DNS failover takes, got 120, expected at least 150 s',
    },
    {
      what: 'group sizes that break the failover promise',
      from: '    tensorParallel: 4',
      to: '    tensorParallel: 4\n    instancesPerRegion: { min: 1 }',
      path: 'workloads[0].failover.survivorsShareRatio',
      says: 'is not kept after losing us-east-1',
    },
    {
      what: 'a maximum below what failover needs',
      from: '    tensorParallel: 4',
      to: '    tensorParallel: 4\n    instancesPerRegion: { max: 2 }',
      path: 'models[0].instancesPerRegion.max',
      says: 'is below the minimum that us-east-1 needs, got 2, expected at least 3',
    },
    {
      what: 'a host name that no certificate holds',
      from: 'domain: ai.example.com',
      to: 'domain: artificial-intelligence.platform.example-company.com',
      path: 'workloads[0].name',
      says: 'gives a host name of 71 characters, too long for a certificate',
    },
    {
      what: 'a warm standby that cannot grow in time',
      from: 'mode: active-active, recoverySeconds: 180',
      to: 'mode: warm-standby, recoverySeconds: 180, standbyShareRatio: 0.5',
      path: 'workloads[0].failover.recoverySeconds',
      says: 'is less than a warm-standby takes to grow, got 180, expected at least 1487 s (150 s until clients are elsewhere + 1337 s until what is promised there runs)',
    },
    {
      what: 'a pilot light that cannot grow in time',
      from: 'mode: active-active, recoverySeconds: 180',
      to: 'mode: pilot-light, recoverySeconds: 900',
      path: 'workloads[0].failover.recoverySeconds',
      says: 'is less than a pilot-light takes to grow, got 900, expected at least 1367 s',
    },
    {
      what: 'a budget below the expected cost',
      from: 'serving: 400000',
      to: 'serving: 1000',
      path: 'budgetsUsdPerMonth.serving',
      // (3 + 3) × 55.04 USD/h × 730 h
      says: 'does not cover the expected cost, got 1000, expected at least 241,075 USD/month',
    },
  ])('fails with $what', ({ from, to, path, says }) => {
    const { plan, findings } = planOf(edit(chatFleetText(), from, to));

    expect(plan).toBeUndefined();
    expect(findings.find((finding) => finding.path === path)?.message, JSON.stringify(findings)).toContain(says);
  });

  test('fails with a maximum below what users need at peak, though no failover is promised', () => {
    const text = edit(
      edit(chatFleetText(), '{ mode: active-active, recoverySeconds: 180 }', '{ none: a trial, owner: a@example.com }'),
      '    tensorParallel: 4',
      '    tensorParallel: 4\n    instancesPerRegion: { min: 1, max: 1 }',
    );

    expect(planOf(text).findings).toMatchObject([
      {
        level: 'error',
        path: 'models[0].instancesPerRegion.max',
        message: expect.stringContaining(
          'is below what the users of us-east-1 need at peak, got 1, expected at least 2',
        ),
      },
    ]);
  });

  test('warns of a token limit below what the trace asks', () => {
    const text = edit(chatFleetText(), 'maxInputTokens: 8192', 'maxInputTokens: 3000');

    expect(load(text).findings).toMatchObject([
      {
        level: 'warning',
        path: 'workloads[0].maxInputTokens',
        message: expect.stringContaining('refuses more than one request in twenty of the trace'),
      },
    ]);
  });

  test('warns of a token limit far above what the trace asks, with what it costs', () => {
    const limited = (tokens: number) =>
      planOf(
        edit(
          edit(chatFleetText(), 'maxInputTokens: 8192', `maxInputTokens: ${tokens}`),
          'serving: 400000',
          'serving: 4000000',
        ),
      );
    const { findings, plan } = limited(100_000);
    const expected = (one: typeof plan): number => one?.phases[2]?.expectedUsdPerMonth.value ?? Number.NaN;
    // 95 % of the trace's prompts have at most 4,083 tokens
    const cost = Math.round(expected(plan) - expected(limited(4 * 4083).plan)).toLocaleString('en-US');

    expect(expected(plan)).toBeGreaterThan(expected(limited(4 * 4083).plan));
    expect(findings).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        path: 'workloads[0].maxInputTokens',
        message: expect.stringContaining(
          `is more than 4 times what 95 % of the trace needs and costs ${cost} USD/month more than 4 times that`,
        ),
      }),
    );
  });

  test('does not say that a limit costs something where it costs nothing', () => {
    const text = edit(chatFleetText(), 'maxOutputTokens: 1024', 'maxOutputTokens: 1810');
    const [found] = planOf(text).findings.filter(({ path }) => path === 'workloads[0].maxOutputTokens');

    expect(found?.message).toContain('is more than 4 times what 95 % of the trace needs: unbounded context');
  });

  test('warns of a warm pool whose weights would lie on local disks', () => {
    const text = edit(
      chatFleetText(),
      '    precision: fp8',
      '    pools: { baseline: { warmInstances: 1 } }\n    precision: fp8',
    );

    expect(load(text).findings).toMatchObject([
      {
        level: 'warning',
        path: 'models[0].pools.baseline.warmInstances',
        message: expect.stringContaining('saves little: a stopped instance loses what is on its local disks'),
      },
    ]);
  });

  test('warns of a region that an account does not have until it is enabled', () => {
    const text = chatFleetText().replaceAll('us-west-2', 'eu-south-2');

    expect(load(text).findings).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        path: 'regions[1]',
        message: expect.stringContaining('aws account enable-region --region-name eu-south-2'),
      }),
    );
  });

  test('warns of allowed types that are all one GPU', () => {
    const text = edit(chatFleetText(), '[p5.48xlarge, p5en.48xlarge]', '[p5.48xlarge]');

    expect(load(text).findings).toMatchObject([
      {
        level: 'warning',
        path: 'models[0].instanceTypes',
        message: expect.stringContaining(
          'every allowed type has the same GPU, so a shortage of it stops every launch, got "H100"',
        ),
      },
    ]);
  });

  test('fails with what is wrong in fleet file, memory and recovery at once', () => {
    const text = edit(
      edit(chatFleetText(), 'parametersBillion: 70.6', 'parametersBillion: 600'),
      'recoverySeconds: 180',
      'recoverySeconds: 60',
    );

    expect(planOf(text).findings.map(({ path }) => path)).toEqual([
      'workloads[0].failover.recoverySeconds',
      'models[0].instanceTypes[0]',
      'models[0].instanceTypes[1]',
    ]);
  });

  test('warns of a budget that covers the expected cost and not the worst case', () => {
    const { plan, findings } = planOf(edit(chatFleetText(), 'serving: 400000', 'serving: 300000'));

    expect(plan).toBeDefined();
    // (4 + 4) × 63.296 USD/h × 730 h
    expect(findings).toMatchObject([
      {
        level: 'warning',
        path: 'budgetsUsdPerMonth.serving',
        message: expect.stringContaining(
          'does not cover the worst case, every group at its maximum, got 300000, expected at least 369,649 USD/month',
        ),
      },
    ]);
  });
});
