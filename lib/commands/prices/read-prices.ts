import { gpuInstanceTypeNames } from '../../catalogue/instance-types';
import type { PriceRow } from '../../catalogue/price-table';
import { error, type Finding } from '../../contract/findings';
import { AnswerError } from '../../prices/answer-error';
import { noCredentials } from '../../prices/aws-fault';
import { regionRows } from '../../prices/region-rows';
import { awsClients, readRegionAnswer } from './read-region-answer';

export interface ReadPrices {
  /** Rows by region; not all of the regions where there are findings. */
  readonly regions: ReadonlyMap<string, readonly PriceRow[]>;
  /** GPU types that some region offers and the catalogue does not know. */
  readonly unknownTypes: readonly string[];
  readonly findings: readonly Finding[];
}

/** Reads regions from AWS one after the other, and says how far it is; what fails in one region is said with the rest. */
export async function readPrices(codes: readonly string[], progress: (text: string) => void): Promise<ReadPrices> {
  const clients = await awsClients();
  const [regions, unknown, findings] = [new Map<string, readonly PriceRow[]>(), new Set<string>(), [] as Finding[]];
  const read = (): ReadPrices => ({ regions, unknownTypes: [...unknown].sort(), findings });
  try {
    await clients.pricing.config.credentials();
  } catch (thrown) {
    findings.push(error(['credentials'], noCredentials(thrown)));
    return read();
  }
  for (const [index, code] of codes.entries()) {
    progress(`${code} (${index + 1} of ${codes.length}): list prices, zones, spot prices ... `);
    try {
      const { rows, unknownTypes } = regionRows(await readRegionAnswer(clients, code), gpuInstanceTypeNames);
      regions.set(code, rows);
      for (const name of unknownTypes) {
        unknown.add(name);
      }
      progress(`${rows.length} types, ${rows.filter(([, , usd]) => usd !== null).length} with a list price\n`);
    } catch (thrown) {
      if (!(thrown instanceof AnswerError)) {
        throw thrown;
      }
      progress('failed\n');
      findings.push(error([code, thrown.operation], thrown.fault));
      if (thrown.everywhere) {
        break;
      }
    }
  }
  return read();
}
