import { test as base } from 'vitest';
import { AgentHost, type HostProps } from './agent-host';
import { eventually } from './engine-client';
import { type StoredWeights, storeWeights } from './stored-weights';

export type StartProps = Partial<HostProps>;

export interface Agents {
  /** An agent over the stored weights. */
  start(props?: StartProps): Promise<AgentHost>;
  /** The same, once it is in service. */
  inService(props?: StartProps): Promise<AgentHost>;
}

/** A test with agents as real processes, ended with it. Weights lie in one S3 for the whole file. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs
  .extend('weights', { scope: 'file' }, async ({}, { onCleanup }): Promise<StoredWeights> => {
    const weights = await storeWeights();
    onCleanup(() => weights.moto.stop());
    return weights;
  })
  .extend('agents', async ({ weights }, { onCleanup }): Promise<Agents> => {
    const hosts: AgentHost[] = [];
    onCleanup(async () => {
      await Promise.all(hosts.map((host) => host.stop()));
    });
    const start = async (props: StartProps = {}): Promise<AgentHost> => {
      const { s3Url, weightsManifest } = weights;
      const host = await AgentHost.start({ s3Url, ...props, parameters: { weightsManifest, ...props.parameters } });
      hosts.push(host);
      return host;
    };
    const inService = async (props: StartProps = {}): Promise<AgentHost> => {
      const host = await start({ behaviour: { loadSeconds: 1 }, ...props });
      await eventually(async () => (await host.ready()) === 200 || host.lines('launch abandoned').length > 0);
      await eventually(async () => (await host.hooks()).length > 0);
      if (host.lines('launch abandoned').length > 0) {
        throw new Error(host.journal());
      }
      return host;
    };
    return { start, inService };
  });
