import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import type { Host } from '../../../lib/gateway/gateway-place';
import type { GatewayPlan } from '../../../lib/plan/gateway/gateway-plan';
import { freePort } from '../../../local/emulators/free-port';
import { makeCertificates } from '../../../local/gateway/certificates';
import { EnvoyProcess } from '../../../local/gateway/envoy-process';
import { LocalInstance } from '../../../local/gateway/local-instance';
import { LocalProvider } from '../../../local/gateway/local-provider';
import { slotsOfEngine, testFleet, testPlans } from './plans';
import { TokenIssuer } from './tokens';

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

const instanceNames = ['first', 'second', 'sibling', 'small'] as const;
export type InstanceName = (typeof instanceNames)[number];

const answering: Record<InstanceName, string> = { first: 'one ', second: 'two ', sibling: 'west ', small: 'little ' };

/**
 * Two regions on this machine. In the first: a gateway, a cell of two instances, a smaller model on one instance, and a
 * provider over TLS. In the second: a gateway and one instance.
 */
export class TwoRegions {
  /** Requests of clients so far. */
  asked = 0;

  private constructor(
    readonly here: EnvoyProcess,
    readonly there: EnvoyProcess,
    readonly instances: Readonly<Record<InstanceName, LocalInstance>>,
    readonly provider: LocalProvider,
    readonly issuer: TokenIssuer,
    private readonly folder: string,
    readonly peerPort: number,
    /** File with the authority that signed every certificate of the test. */
    readonly authority: string,
  ) {}

  static async start(): Promise<TwoRegions> {
    const folder = mkdtempSync(join(tmpdir(), 'gateways-'));
    const [east, west] = testPlans() as [GatewayPlan, GatewayPlan];
    const fleet = testFleet();
    const { authority, of } = makeCertificates(folder, {
      'us-east-2': ['gateway.us-east-2'],
      'us-west-2': ['gateway.us-west-2'],
      provider: ['api.example.com', 'bedrock-runtime.us-east-1.amazonaws.com'],
    });
    const instances = await startInstances(folder);
    const provider = await LocalProvider.start(of.provider);
    const { jwtIssuer = '', requiredClaims } = fleet.access;
    const issuer = new TokenIssuer(
      jwtIssuer,
      Object.fromEntries(requiredClaims.map(({ name, value }) => [name, value])),
    );
    const place = async (region: 'us-east-2' | 'us-west-2') => ({
      address: '127.0.0.1',
      ports: { clients: await freePort(), peers: await freePort() },
      folder: join(folder, region),
      publicAuthorities: authority,
      certificate: { ...of[region], authority },
      instancePorts: { serving: 8080, readiness: 8081 },
      proxiesInFront: 0,
      awsCredentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
    });
    const [placeHere, placeThere] = [await place('us-east-2'), await place('us-west-2')];
    const keySets = { [jwtIssuer]: issuer.keySet };
    const there = await EnvoyProcess.start({
      plan: west,
      fleet,
      place: placeThere,
      providerKeys: { bought: 'key-of-the-fleet' },
      state: {
        gateways: 1,
        cells: { big: { hosts: [instances.sibling.host], ready: 1 } },
        siblings: {},
        providers: {},
        keySets,
      },
    });
    const here = await EnvoyProcess.start({
      plan: east,
      fleet,
      place: placeHere,
      providerKeys: { bought: 'key-of-the-fleet' },
      state: {
        gateways: 1,
        cells: {
          big: { hosts: [instances.first.host, instances.second.host], ready: 2 },
          small: { hosts: [instances.small.host], ready: 1 },
        },
        siblings: { 'us-west-2': [{ address: '127.0.0.1', port: placeThere.ports.peers }] },
        providers: { bought: [{ address: '127.0.0.1', port: provider.port }] },
        keySets,
      },
    });
    return new TwoRegions(here, there, instances, provider, issuer, folder, placeThere.ports.peers, authority);
  }

  /** Everything healthy and idle again. */
  async heal(): Promise<void> {
    await Promise.all([
      ...instanceNames.map(async (name) => {
        const instance = this.instances[name];
        instance.ready = true;
        await instance.revive();
        await instance.control({ ...usual, word: answering[name] });
      }),
      this.provider.control({ status: 200, delaySeconds: 0, location: null }),
    ]);
  }

  control(change: object, ...names: readonly InstanceName[]): Promise<unknown> {
    return Promise.all(names.map((name) => this.instances[name].control(change)));
  }

  /** Requests that run or wait on engines. */
  async inFlight(...names: readonly InstanceName[]): Promise<number> {
    const states = await Promise.all(names.map((name) => this.instances[name].control({})));
    return states.reduce((sum, { running, waiting }) => sum + Number(running) + Number(waiting), 0);
  }

  /** The cells of the first region as its agent would list them. */
  get cells(): { readonly [model: string]: { readonly hosts: readonly Host[]; readonly ready: number } } {
    const { first, second, small } = this.instances;
    return {
      big: { hosts: [first.host, second.host], ready: 2 },
      small: { hosts: [small.host], ready: 1 },
    };
  }

  /** The issuer's keys, written in one of two ways. */
  keySets(indent: number): Record<string, string> {
    return { [this.issuer.issuer]: JSON.stringify(JSON.parse(this.issuer.keySet), undefined, indent) };
  }

  pause(milliseconds: number): Promise<void> {
    return setTimeout(milliseconds);
  }

  /** Looks again and again until it is so. */
  async eventually(isSo: () => Promise<boolean>): Promise<void> {
    await vi.waitFor(async () => expect(await isSo()).toBe(true), { timeout: 15_000, interval: 50 });
  }

  async stop(): Promise<void> {
    await Promise.all([
      this.here.stop(),
      this.there.stop(),
      this.provider.stop(),
      ...instanceNames.map((name) => this.instances[name].stop()),
    ]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function startInstances(folder: string): Promise<Record<InstanceName, LocalInstance>> {
  const started = await Promise.all(
    instanceNames.map(async (name) => {
      const served = name === 'small' ? 'org/Small' : 'org/Big';
      const instance = await LocalInstance.start({
        folder: join(folder, name),
        cell: { task: 'generate', maxConcurrentRequestsPerReplica: slotsOfEngine, tenantClaim: 'sub' },
        engineArgs: [
          ...['--served-model-name', served, '--max-num-seqs', String(slotsOfEngine), '--max-model-len', '100000'],
          ...['--max-num-queued-reqs', String(2 * slotsOfEngine)],
          ...['--behaviour', JSON.stringify({ ...usual, word: answering[name] })],
        ],
      });
      return [name, instance] as const;
    }),
  );
  return Object.fromEntries(started) as Record<InstanceName, LocalInstance>;
}
