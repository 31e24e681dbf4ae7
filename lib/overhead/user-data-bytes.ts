import type { ModelPlan, Plan } from '../plan/plan';

/** The script of an instance's first start and its parameters, apart from lists that grow: 4.3 kB and 1.4 kB, and a reserve. */
const usualBytes = 6300;

/** Bytes of an instance's user data, before base64, at most. */
export const userDataBytes = (model: ModelPlan, network: Plan['fleet']['network']): number =>
  usualBytes + listBytes(model) + companyBytes(network);

/** Lines for the proxy: the settings of three programs, and a list of what is reached without it. */
const proxyBytes = 1200;

const companyBytes = ({ proxy, certificateAuthorities }: Plan['fleet']['network']): number =>
  (proxy === undefined ? 0 : proxyBytes + 4 * Buffer.byteLength(proxy.noProxy.join(','))) +
  (certificateAuthorities === undefined ? 0 : proxyBytes + Buffer.byteLength(certificateAuthorities));

/** Those of the lists of a model: arguments of its engine, and tenants of its adapters. */
export const listBytes = ({ engineFlags = [], adapterTenants = [] }: ModelPlan): number =>
  Buffer.byteLength(JSON.stringify({ engineFlags, adapterTenants }, null, 2));
