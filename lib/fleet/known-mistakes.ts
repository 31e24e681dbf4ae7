import type { Path } from '../contract/findings';

const oneReplicaOneInstance =
  'a replica lies within one instance, on spot as on demand: raise tensorParallel, or allow a type with more memory';
const oneAccount = 'a fleet has one account: write a fleet file for each';
const dollars = 'amounts are plain numbers in USD: convert them';

/** Keys that users write and the fleet file does not have, each with what to do instead. */
const keys = new Map([
  ['accounts', oneAccount],
  ['partition', 'a fleet has one account, and an account one partition: leave it out'],
  ['partitions', 'a fleet has one account, and an account one partition: leave it out'],
  ['currency', dollars],
  ['nodes', oneReplicaOneInstance],
  ['nodesPerReplica', oneReplicaOneInstance],
  ['numberOfNodes', oneReplicaOneInstance],
  ['pipelineParallel', oneReplicaOneInstance],
  ['tier', 'the size of a model follows from its parameters: leave it out'],
]);

const otherCurrency = /^(budgets|prices)(?!Usd)[A-Z][a-z]{2}Per/;

/** What to do instead of an unknown key; undefined where it is probably misspelt. */
export const insteadOfKey = (key: string): string | undefined => (otherCurrency.test(key) ? dollars : keys.get(key));

/** What to do instead of a value of the wrong type; undefined where an example says it. */
export function insteadOfValue(path: Path, got: unknown): string | undefined {
  const [section] = path;
  if (section === 'account' && Array.isArray(got)) {
    return oneAccount;
  }
  const isMoney = section === 'budgetsUsdPerMonth' || section === 'pricesUsdPerHour' || path.at(-1) === 'usd';
  return isMoney && (typeof got === 'string' || (typeof got === 'object' && got !== null)) ? dollars : undefined;
}
