import type { ModelPlan } from '../plan/plan';

/** The script of an instance's first start and its parameters, apart from lists that grow: 4.3 kB and 1.4 kB, and a reserve. */
const usualBytes = 6300;

/** Bytes of an instance's user data, before base64, at most. */
export const userDataBytes = (model: ModelPlan): number => usualBytes + listBytes(model);

/** Those of the lists of a model: arguments of its engine, and tenants of its adapters. */
export const listBytes = ({ engineFlags = [], adapterTenants = [] }: ModelPlan): number =>
  Buffer.byteLength(JSON.stringify({ engineFlags, adapterTenants }, null, 2));
