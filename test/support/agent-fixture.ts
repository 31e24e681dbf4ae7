import { AgentHost, type HostProps } from './agent-host';
import { eventually } from './engine-client';
import type { StoredWeights } from './stored-weights';

export type StartProps = Omit<HostProps, 's3Url' | 'parameters'> & { readonly parameters?: HostProps['parameters'] };

/** An agent over stored weights. */
export const startHost = ({ s3Url, weightsManifest }: StoredWeights, props: StartProps = {}): Promise<AgentHost> =>
  AgentHost.start({ ...props, s3Url, parameters: { weightsManifest, ...props.parameters } });

/** The same, once it is in service. */
export async function startInService(weights: StoredWeights, props: StartProps = {}): Promise<AgentHost> {
  const host = await startHost(weights, { behaviour: { loadSeconds: 1 }, ...props });
  await eventually(async () => (await host.ready()) === 200 && (await host.hooks()).length > 0);
  return host;
}
