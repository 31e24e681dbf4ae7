import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PriceRow, type PriceTable, priceTableText } from '../../../lib/catalogue/price-table';
import { ec2Error, type PriceServer, priceServer, pricingError } from '../../support/aws-price-server';
import { type Run, startProgram } from '../../support/cli';
import { projectRoot, readText } from '../../support/project-root';
import { runCommand } from '../../support/run-command';

const tableFile = 'lib/catalogue/data/prices.json';
const project = JSON.parse(readText(tableFile)) as PriceTable;

/**
 * The project's own table as if no region had been read again, with one price that the tests know. Rows without zones are
 * left out: what AWS offers has zones.
 */
const rows = project.rows
  .filter(([, , , zoneIds]) => zoneIds.length > 0)
  .map(
    (row): PriceRow =>
      row[0] === 'p5.48xlarge' && row[1] === 'us-east-1'
        ? [row[0], row[1], 55.04, ['use1-az1', 'use1-az2', 'use1-az6'], [20, null, 21]]
        : row,
  );
/** A row as it is once its region has been read as a whole. */
const readAgain = ([instanceType, region, usd, zoneIds, spot]: PriceRow): PriceRow => [
  instanceType,
  region,
  usd,
  zoneIds,
  spot,
];
const original = priceTableText({ ...project, regionProvenance: {}, rows });
const inVirginia = rows.filter(([, code]) => code === 'us-east-1');
const pricedInVirginia = inVirginia.filter(([, , usd]) => usd !== null);
const today = new Date().toISOString().slice(0, 10);

const productsPerPage = 20;
let checkout = '';
let server: PriceServer;

/** A checkout of its own, for the command writes into the one that it was built from. */
beforeAll(async () => {
  checkout = mkdtempSync(join(tmpdir(), 'polyregion-prices-'));
  for (const name of [
    'agent',
    'bin',
    'lib',
    'lambda',
    'programs',
    'scripts',
    'bench',
    'simulators',
    'local',
    'dist',
    'fleets',
    'package.json',
  ]) {
    cpSync(join(projectRoot, name), join(checkout, name), { recursive: true });
  }
  cpSync(join(projectRoot, 'fleets/chat.yaml'), join(checkout, 'fleet.yaml'));
  symlinkSync(join(projectRoot, 'node_modules'), join(checkout, 'node_modules'));
  server = await priceServer(productsPerPage);
});

afterAll(async () => {
  await server.close();
  rmSync(checkout, { recursive: true, force: true });
});

beforeEach(() => writeFileSync(join(checkout, tableFile), original));

const written = (): PriceTable => JSON.parse(readFileSync(join(checkout, tableFile), 'utf8'));
const rowOf = ({ rows }: PriceTable, instanceType: string, region: string): PriceRow | undefined =>
  rows.find(([name, code]) => name === instanceType && code === region);

/** The price table with one row replaced, or without it. */
const withRow = (instanceType: string, region: string, ...replacement: PriceRow[]): PriceRow[] =>
  rows.flatMap((row) => (row[0] === instanceType && row[1] === region ? replacement : [row]));

const endpoints = (): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL_PRICING: server.url,
  AWS_ENDPOINT_URL_EC2: server.url,
});

/** The command as the checkout has built it, with the real SDK, which finds the server where it looks for endpoints. */
const run = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> =>
  runCommand(
    checkout,
    args,
    { ...endpoints(), ...environment },
    createRequire(__filename)(join(checkout, 'dist/lib/commands/run-program.js')).runProgram,
  );

/** The same as a process, which reads what was built last. */
const runAnew = (...args: string[]): Promise<Run> =>
  startProgram(checkout, join(checkout, 'dist/bin/polyregion.js'), args, endpoints()).done;

const update = (...args: string[]): Promise<Run> => run(['prices', 'update', ...args]);

describe('prices update', () => {
  test('reads the regions of the fleet, through pages and throttling, and leaves all others alone', async () => {
    // GIVEN a lower price, a price that is no longer published, and a first answer that is throttled
    const changed = withRow('p5.48xlarge', 'us-east-1', [
      'p5.48xlarge',
      'us-east-1',
      49.536,
      ['use1-az2', 'use1-az4', 'use1-az6'],
      [null, 21.5, 22],
    ]).map(
      (row): PriceRow =>
        row[0] === 'g6.xlarge' && row[1] === 'us-west-2' ? [row[0], row[1], null, row[3], row[4]] : row,
    );
    let throttled = 0;
    server.answer(changed, ({ operation }) =>
      operation === 'GetProducts' && throttled++ === 0
        ? pricingError('ThrottlingException', 'Rate exceeded')
        : undefined,
    );

    // WHEN
    const { status, stdout, stderr } = await update();

    // THEN it says what changed
    expect(status, stderr).toBe(0);
    expect(stderr).toContain(
      `us-east-1 (1 of 2): list prices, zones, spot prices ... ${inVirginia.length} types, ${pricedInVirginia.length} with a list price\n`,
    );
    expect(stdout).toMatch(/p5\.48xlarge +│ us-east-1 │ +55\.04 │ +49\.536 │ -10\.0 %/);
    expect(stdout).toMatch(/g6\.xlarge +│ us-west-2 │ +\S+ │ none published │/);
    expect(stdout).toMatch(/p5\.48xlarge +│ us-east-1 │ use1-az4 │ +use1-az1 │/);
    expect(stdout).toContain('Left out, not in lib/catalogue/data/instance-types.json: g9 (1 size).');
    expect(stdout).toContain(`${tableFile}: written; review it with git diff`);
    expect(stdout).not.toContain('\u001b[');

    // AND the table holds it, with its own source and date where it was read
    const table = written();
    expect(rowOf(table, 'p5.48xlarge', 'us-east-1')).toEqual([
      'p5.48xlarge',
      'us-east-1',
      49.536,
      ['use1-az2', 'use1-az4', 'use1-az6'],
      [null, 21.5, 22],
    ]);
    expect(rowOf(table, 'g6.xlarge', 'us-west-2')?.[2]).toBeNull();
    expect(table.rows).toHaveLength(rows.length);
    expect(table.rows.filter(([, code]) => !/^us-(east-1|west-2)$/.test(code))).toEqual(
      rows.filter(([, code]) => !/^us-(east-1|west-2)$/.test(code)),
    );
    expect(Object.keys(table.regionProvenance)).toEqual(['us-east-1', 'us-west-2']);
    expect(table.regionProvenance['us-east-1']?.date).toBe(today);

    // AND AWS was asked for what the table means: every page, one of them twice, and spot prices of now
    const asked = (operation: string) => server.calls.filter((call) => call.operation === operation);
    const pages = ['us-east-1', 'us-west-2'].map((region) =>
      Math.ceil(changed.filter(([, code, usd]) => code === region && usd !== null).length / productsPerPage),
    );
    expect(Math.min(...pages)).toBeGreaterThan(1);
    expect(asked('GetProducts').map(({ region }) => region)).toEqual(
      Array(1 + pages.reduce((a, b) => a + b)).fill('us-east-1'),
    );
    expect(asked('GetProducts').map(({ parameters }) => parameters.NextToken)).toContain(String(productsPerPage));
    expect(asked('DescribeInstanceTypeOfferings')[1]).toMatchObject({
      region: 'us-west-2',
      parameters: { LocationType: 'availability-zone-id' },
    });
    const spot = asked('DescribeSpotPriceHistory')[0]?.parameters ?? {};
    expect(spot['ProductDescription.1']).toBe('Linux/UNIX');
    expect(Math.abs(Date.parse(String(spot.StartTime)) - Date.now())).toBeLessThan(60_000);

    // AND what is built from it agrees: the plan cites the new price
    const { plan } = JSON.parse((await runAnew('plan', '--json', '--fleet', 'fleets/chat.yaml')).stdout);
    expect(JSON.stringify(plan)).toContain(
      `{"value":49.536,"unit":"USD/h","origin":"published","source":"on-demand list price, AWS Price List Query API; EC2 instance type offerings and spot price history","date":"${today}"}`,
    );

    // AND once more changes nothing, to the byte
    const before = readFileSync(join(checkout, tableFile), 'utf8');
    const again = await runAnew('prices', 'update');
    expect(again).toMatchObject({ status: 0, stdout: expect.stringContaining(`${tableFile}: unchanged\n`) });
    expect(readFileSync(join(checkout, tableFile), 'utf8')).toBe(before);
  }, 120_000);

  test('renews the date where AWS says what the table says', async () => {
    server.answer(rows);

    expect((await update('--region', 'eu-north-1')).status).toBe(0);
    expect(written().rows).toEqual(rows.map((row) => (row[1] === 'eu-north-1' ? readAgain(row) : row)));
    expect(Object.keys(written().regionProvenance)).toEqual(['eu-north-1']);
  });
});

describe('prices update --check', () => {
  test('passes while list prices, types and zones are current, and writes nothing', async () => {
    const [type, code, usd, zones, spot] = rows.find((row) => row[1] === 'us-east-1') as PriceRow;
    server.answer(withRow(type, code, [type, code, usd, zones, spot.map(() => 0.0999)]));

    const { status, stdout } = await update('--check', '--region', 'us-east-1', '--region', 'us-east-1');

    expect(status).toBe(0);
    expect(stdout).toMatch(/Spot: \d+ of \d+ zone prices moved/);
    expect(stdout).toContain(`${tableFile}: current\n`);
    expect(readFileSync(join(checkout, tableFile), 'utf8')).toBe(original);
    expect(server.calls.filter(({ operation }) => operation === 'DescribeAvailabilityZones')).toHaveLength(1);
  });

  test('fails on a type that is gone, for people and for programs', async () => {
    server.answer(withRow('p5.48xlarge', 'us-east-1'));

    const text = await update('--check', '--region', 'us-east-1');
    const json = await update('--check', '--region', 'us-east-1', '--json');

    expect([text.status, json.status]).toEqual([1, 1]);
    expect(text.stdout).toContain('Types that disappeared');
    expect(text.stdout).toContain(`${tableFile}: out of date; run it without --check`);
    expect(JSON.parse(json.stdout)).toMatchObject({
      written: false,
      regions: ['us-east-1'],
      unknownTypes: ['g9.xlarge'],
      changes: { prices: [], disappeared: [{ instanceType: 'p5.48xlarge', onDemandUsdPerHour: 55.04 }] },
    });
    expect(readFileSync(join(checkout, tableFile), 'utf8')).toBe(original);
  });
});

describe('prices update fails, and writes nothing,', () => {
  const untouched = (): void => expect(readFileSync(join(checkout, tableFile), 'utf8')).toBe(original);

  test('when one region does not answer, and says what the others would need too', async () => {
    server.answer(rows, ({ operation, region }) =>
      operation.startsWith('Describe') && region === 'us-west-2'
        ? ec2Error('AuthFailure', 'AWS was not able to validate the provided access credentials')
        : undefined,
    );

    const { status, stdout, stderr } = await update();

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('us-east-1 (1 of 2): list prices, zones, spot prices ... ');
    expect(stderr).toContain(
      'error us-west-2.DescribeInstanceTypeOfferings: was refused in this region alone, got "AuthFailure", expected a region that is enabled for the account; run: aws account enable-region --region-name us-west-2',
    );
    expect(stderr).toContain(`${tableFile}: not written\n`);
    untouched();
  });

  test('when an action is not allowed, in every region that was asked', async () => {
    server.answer(rows, ({ operation }) =>
      operation === 'DescribeSpotPriceHistory'
        ? ec2Error('UnauthorizedOperation', 'You are not authorized to perform this operation.')
        : undefined,
    );

    const { status, stdout } = await update('--json');

    expect(status).toBe(1);
    expect(JSON.parse(stdout).findings).toMatchObject([
      {
        path: 'us-east-1.DescribeSpotPriceHistory',
        message: expect.stringContaining('allow ec2:DescribeSpotPriceHistory'),
      },
      { path: 'us-west-2.DescribeSpotPriceHistory' },
    ]);
    untouched();
  });

  test('at once when the credentials are not valid anywhere', async () => {
    server.answer(rows, ({ operation }) =>
      operation === 'GetProducts'
        ? pricingError('UnrecognizedClientException', 'The security token included in the request is invalid.')
        : undefined,
    );

    const { status, stderr } = await update('--all');

    expect(status).toBe(1);
    expect(stderr).toContain('error af-south-1.GetProducts: was refused, got "UnrecognizedClientException"');
    expect(stderr.match(/^error /gm)).toHaveLength(1);
    expect(server.calls).toHaveLength(1);
    untouched();
  });

  test('without credentials, and says which are needed', async () => {
    const { status, stderr } = await run(['prices', 'update'], {
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
    });

    expect(status).toBe(1);
    expect(stderr).toMatch(/^error credentials: are missing.*pricing:GetProducts, ec2:Describe.*; run: aws sso login/);
    untouched();
  });

  test('when AWS cannot be reached', async () => {
    const nowhere = { AWS_ENDPOINT_URL_PRICING: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' };

    const { status, stderr } = await run(['prices', 'update'], nowhere);

    expect(status).toBe(1);
    expect(stderr).toContain('us-west-2.GetProducts: cannot be reached, got "ECONNREFUSED"');
    untouched();
  });

  test.each([
    [['--region', 'us-wset-2'], 'did you mean us-west-2?'],
    [['--region', 'us-east-1', '--all'], 'cannot be used with option'],
    [['--fleet', 'nowhere.yaml'], 'does not exist, got "nowhere.yaml"'],
  ])('when asked for %j', async (args, says) => {
    const { status, stderr } = await update(...args);

    expect(status).toBe(1);
    expect(stderr).toContain(says);
    untouched();
  });
});
