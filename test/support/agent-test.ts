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
export const test = base.extend<{ agents: Agents }, { weights: StoredWeights }>({
  weights: [
    async ({}, use) => {
      const weights = await storeWeights();
      await use(weights);
      await weights.moto.stop();
    },
    { scope: 'file' },
  ],
  agents: async ({ weights }, use) => {
    const hosts: AgentHost[] = [];
    const start = async (props: StartProps = {}): Promise<AgentHost> => {
      const { s3Url, weightsManifest } = weights;
      const host = await AgentHost.start({ s3Url, ...props, parameters: { weightsManifest, ...props.parameters } });
      hosts.push(host);
      return host;
    };
    const inService = async (props: StartProps = {}): Promise<AgentHost> => {
      const host = await start({ behaviour: { loadSeconds: 1 }, ...props });
      await eventually(async () => (await host.ready()) === 200 && (await host.hooks()).length > 0);
      return host;
    };
    await use({ start, inService });
    await Promise.all(hosts.map((host) => host.stop()));
  },
});
