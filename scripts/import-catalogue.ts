/**
 * Rewrites `lib/catalogue/data/*.json` from raw public tables.
 *
 *   node dist/scripts/import-catalogue.js RAW_DIRECTORY
 *
 * RAW_DIRECTORY holds the CSV files named below, as their sources publish them (see each provenance).
 */
import { join } from 'node:path';
import { importApiPrices } from './import-catalogue/api-prices';
import { importBedrockRegions } from './import-catalogue/bedrock-regions';
import { importCapacityBlockPrices } from './import-catalogue/capacity-block-prices';
import { importGpuPeaks } from './import-catalogue/gpu-peaks';
import { importInstanceTypes, isPlanned } from './import-catalogue/instance-types';
import { importMeasuredThroughput } from './import-catalogue/measured-throughput';
import { importPrices } from './import-catalogue/prices';
import { importPublicThroughput } from './import-catalogue/public-throughput';
import { type Row, readCsv } from './import-catalogue/raw-tables';
import { importReservedPrices } from './import-catalogue/reserved-prices';

const directory = process.argv[2];
if (directory === undefined) {
  throw new Error(
    'raw directory: missing, expected the folder with the raw CSV files; usage: import-catalogue RAW_DIRECTORY',
  );
}
const raw = (path: string): Row[] => readCsv(join(directory, path));

const gpuTypes = raw('aws-2026-11/gpu-types.csv');
const planned = new Set(gpuTypes.filter(isPlanned).map(({ instanceType = '' }) => instanceType));

importInstanceTypes(gpuTypes, raw('aws-gpu-specs/aws-gpu-specs.csv'));
importPrices(
  {
    prices: raw('aws-2026-11/gpu-prices.csv'),
    newZones: raw('aws-2026-11/gpu-prices-zones.csv'),
    t4Zones: readCsv(join(__dirname, '../../scripts/import-catalogue/g4dn-zones.csv')),
    oldPrices: raw('aws-gpu-prices/aws-gpu-prices.csv'),
    oldZones: raw('aws-gpu-prices/aws-gpu-prices-zones.csv'),
  },
  planned,
);
importReservedPrices(raw('aws-2026-11/gpu-prices.csv'), planned);
importCapacityBlockPrices(raw('aws-2026-11/capacity-blocks.csv'), planned);
importApiPrices(raw('aws-2026-11/api-prices.csv'));
importBedrockRegions(raw('aws-2026-11/bedrock-regions.csv'));
importGpuPeaks(raw('aws-2026-11/gpu-peaks.csv'));
importMeasuredThroughput(raw('vllm-measured/silicon_sample.csv.gz'));
importPublicThroughput(raw('public-measurements/public-measurements.csv'));
