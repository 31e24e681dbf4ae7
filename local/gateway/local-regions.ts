import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { GatewayState } from '../../lib/gateway/gateway-place';
import { freePort } from '../emulators/free-port';
import { makeCertificates } from './certificates';
import { EnvoyProcess } from './envoy-process';
import { LocalInstance } from './local-instance';
import { LocalProvider } from './local-provider';
import { slotsOfEngine, smallPlans } from './small-plans';
import { TokenIssuer } from './token-issuer';

/** Healthy engines that answer five tokens in a twentieth of a second. */
const usual = {
  loadSeconds: 0,
  prefillSeconds: 0.01,
  tokensPerSecond: 100,
  answerTokens: 5,
  stalled: false,
  queueFull: false,
  answersWith: null,
  busy: false,
};

export const instanceNames = ['first', 'second', 'sibling', 'small'] as const;
export type InstanceName = (typeof instanceNames)[number];

/** The word of which each engine's answers consist. */
const words: Readonly<Record<InstanceName, string>> = {
  first: 'one ',
  second: 'two ',
  sibling: 'west ',
  small: 'little ',
};

const regions = ['us-east-2', 'us-west-2'] as const;

export interface LocalRegions {
  readonly here: EnvoyProcess;
  readonly there: EnvoyProcess;
  readonly instances: Readonly<Record<InstanceName, LocalInstance>>;
  readonly provider: LocalProvider;
  readonly issuer: TokenIssuer;
  /** Port on which the second region takes requests of the first. */
  readonly peerPort: number;
  /** File with the authority that signed every certificate here. */
  readonly authority: string;
  /** The cells of the first region as its agent would list them. */
  readonly cells: GatewayState['cells'];
  /** Everything healthy and idle again. */
  heal(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Two regions on this machine. In the first: a gateway, a cell of two instances, a smaller model on one instance, and a
 * provider over TLS. In the second: a gateway and one instance.
 *
 * @param port on which clients reach the first gateway. @default - any free one
 */
export async function startRegions(folder: string, port?: number): Promise<LocalRegions> {
  const plans = smallPlans();
  const { authority, of } = makeCertificates(folder, {
    'us-east-2': ['gateway.us-east-2'],
    'us-west-2': ['gateway.us-west-2'],
    provider: plans.here.providers.map(({ host }) => host),
  });
  const { jwtIssuer = '', requiredClaims } = plans.fleet.access;
  const issuer = new TokenIssuer(jwtIssuer, Object.fromEntries(requiredClaims.map(({ name, value }) => [name, value])));
  const instances = await startInstances(folder);
  const provider = await LocalProvider.start(of.provider);
  const common = {
    fleet: plans.fleet,
    providerKeys: { bought: 'key-of-the-fleet' },
  };
  const place = async (region: (typeof regions)[number], clients?: number) => ({
    address: '127.0.0.1',
    ports: { clients: clients ?? (await freePort()), peers: await freePort() },
    folder: join(folder, region),
    publicAuthorities: authority,
    certificate: { ...of[region], authority },
    instancePorts: { serving: 8080, readiness: 8081 },
    proxiesInFront: 0,
    awsCredentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
  });
  const state: GatewayState = {
    gateways: 1,
    cells: { big: { hosts: [instances.sibling.host], ready: 1 } },
    siblings: {},
    providers: {},
    keySets: { [jwtIssuer]: issuer.keySet },
  };
  const placeThere = await place('us-west-2');
  const there = await EnvoyProcess.start({ ...common, plan: plans.there, place: placeThere, state });
  const cells = {
    big: { hosts: [instances.first.host, instances.second.host], ready: 2 },
    small: { hosts: [instances.small.host], ready: 1 },
  };
  const here = await EnvoyProcess.start({
    ...common,
    plan: plans.here,
    place: await place('us-east-2', port),
    state: {
      ...state,
      cells,
      siblings: { 'us-west-2': [{ address: '127.0.0.1', port: placeThere.ports.peers }] },
      providers: { bought: [{ address: '127.0.0.1', port: provider.port }] },
    },
  });
  return {
    ...{ here, there, instances, provider, issuer, authority, cells, peerPort: placeThere.ports.peers },
    heal: async () => {
      await Promise.all(instanceNames.map((name) => heal(instances[name], words[name])));
      await provider.control({ status: 200, delaySeconds: 0, location: null });
    },
    stop: async () => {
      await Promise.all([here, there, provider, ...Object.values(instances)].map((one) => one.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function heal(instance: LocalInstance, word: string): Promise<void> {
  instance.ready = true;
  await instance.revive();
  await instance.control({ ...usual, word });
}

async function startInstances(folder: string): Promise<Record<InstanceName, LocalInstance>> {
  const started = await Promise.all(
    instanceNames.map(async (name) => {
      const instance = await LocalInstance.start({
        folder: join(folder, name),
        cell: { task: 'generate', maxConcurrentRequestsPerReplica: slotsOfEngine, tenantClaim: 'sub' },
        engineArgs: [
          ...['--served-model-name', name === 'small' ? 'org/Small' : 'org/Big'],
          ...['--max-num-seqs', String(slotsOfEngine), '--max-num-queued-reqs', String(2 * slotsOfEngine)],
          ...['--max-model-len', '1000000', '--behaviour', JSON.stringify({ ...usual, word: words[name] })],
        ],
      });
      return [name, instance] as const;
    }),
  );
  return Object.fromEntries(started) as Record<InstanceName, LocalInstance>;
}
