import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PriceRow } from '../../lib/catalogue/price-table';
import { priceListProduct } from './price-list-product';

/** One call as it came over the wire, its signature read for the region. */
export interface Call {
  readonly operation: string;
  readonly region: string;
  /** Parameters of the EC2 query protocol, or the fields of a JSON request. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status?: number;
  readonly body: string;
}

/** What is answered in place of the rows, for the calls that it answers. */
export type Override = (call: Call) => Answer | undefined;

export interface PriceServer {
  readonly url: string;
  readonly calls: readonly Call[];
  answer(rows: readonly PriceRow[], override?: Override): void;
  close(): Promise<void>;
}

export const pricingError = (name: string, message: string): Answer => ({
  status: 400,
  body: JSON.stringify({ __type: name, message }),
});

export const ec2Error = (code: string, message: string): Answer => ({
  status: code === 'AuthFailure' ? 401 : 403,
  body: `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>1</RequestID></Response>`,
});

/** Answers on loopback as the Price List Query API and EC2 do, with what rows of the price table say, products in pages of `pageSize`. */
export async function priceServer(pageSize: number): Promise<PriceServer> {
  const calls: Call[] = [];
  let rows: readonly PriceRow[] = [];
  let override: Override = () => undefined;
  const server = createServer(async (request, response) => {
    const call = readCall(request, Buffer.concat(await request.toArray()).toString());
    calls.push(call);
    const { status = 200, body } =
      override(call) ?? answers[call.operation]?.(call, rows, pageSize) ?? ec2Error('InvalidAction', call.operation);
    const isJson = body.startsWith('{');
    response.writeHead(status, { 'content-type': isJson ? 'application/x-amz-json-1.1' : 'text/xml;charset=UTF-8' });
    response.end(body);
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer(newRows, newOverride = () => undefined) {
      rows = newRows;
      override = newOverride;
      calls.length = 0;
    },
    close: () => new Promise((settle) => server.close(() => settle())),
  };
}

function readCall({ headers }: IncomingMessage, body: string): Call {
  const [, , region = ''] = /Credential=([^,]*)/.exec(headers.authorization ?? '')?.[1]?.split('/') ?? [];
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    return { operation: target.split('.')[1] ?? '', region, parameters: JSON.parse(body) };
  }
  const parameters = Object.fromEntries(new URLSearchParams(body));
  return { operation: parameters.Action ?? '', region, parameters };
}

type Answering = (call: Call, rows: readonly PriceRow[], pageSize: number) => Answer;

const answers: Readonly<Record<string, Answering>> = {
  GetProducts({ parameters }, rows, pageSize) {
    const { Filters, NextToken } = parameters as { Filters: { Field: string; Value: string }[]; NextToken?: string };
    const region = Filters.find(({ Field }) => Field === 'regionCode')?.Value ?? '';
    const products = rows
      .filter(([, code, usd]) => code === region && usd !== null)
      .map(([instanceType, , usd]) => priceListProduct(instanceType, region, Number(usd).toFixed(10)));
    const from = Number(NextToken ?? 0);
    const next = from + pageSize < products.length ? { NextToken: String(from + pageSize) } : {};
    return {
      body: JSON.stringify({ FormatVersion: 'aws_v1', PriceList: products.slice(from, from + pageSize), ...next }),
    };
  },
  DescribeInstanceTypeOfferings({ operation, region }, rows) {
    const offerings = rows
      .filter(([, code]) => code === region)
      .flatMap(([instanceType, , , zones]) => zones.map((zone) => [instanceType, zone]));
    const others = [
      ['m7i.large', offerings[0]?.[1]],
      ['g9.xlarge', offerings[0]?.[1]],
      ['g6.xlarge', `${offerings[0]?.[1]?.split('-')[0]}-atl2-az1`],
    ];
    const items = [...offerings, ...others].map(([instanceType, location]) => ({
      instanceType,
      locationType: 'availability-zone-id',
      location,
    }));
    return xml(operation, 'instanceTypeOfferingSet', items);
  },
  DescribeAvailabilityZones({ operation, region }, rows) {
    const items = zonesOf(region, rows).map((zoneId) => ({
      zoneName: zoneName(region, zoneId),
      zoneState: 'available',
      regionName: region,
      zoneId,
      zoneType: 'availability-zone',
      optInStatus: 'opt-in-not-required',
    }));
    return xml(operation, 'availabilityZoneInfo', items);
  },
  DescribeSpotPriceHistory({ operation, region }, rows) {
    const items = rows
      .filter(([, code]) => code === region)
      .flatMap(([instanceType, , , zones, spot]) =>
        zones.flatMap((zoneId, index) => {
          const usd = spot[index];
          return typeof usd !== 'number'
            ? []
            : [
                {
                  instanceType,
                  productDescription: 'Linux/UNIX',
                  spotPrice: usd.toFixed(6),
                  timestamp: '2026-11-23T06:00:04.000Z',
                  availabilityZone: zoneName(region, zoneId),
                },
              ];
        }),
      );
    return xml(operation, 'spotPriceHistorySet', items);
  },
};

const zonesOf = (region: string, rows: readonly PriceRow[]): string[] => [
  ...new Set(rows.filter(([, code]) => code === region).flatMap(([, , , zones]) => zones)),
];

/** Accounts name zones in an order of their own: here the first zone id is not zone a. */
const zoneName = (region: string, zoneId: string): string =>
  `${region}${String.fromCharCode('h'.charCodeAt(0) - Number(zoneId.slice(-1)))}`;

const xml = (operation: string, set: string, items: readonly Record<string, string | undefined>[]): Answer => {
  const body = items
    .map(
      (item) =>
        `<item>${Object.entries(item)
          .map(([name, text]) => `<${name}>${text}</${name}>`)
          .join('')}</item>`,
    )
    .join('');
  return {
    body: `<${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId><${set}>${body}</${set}></${operation}Response>`,
  };
};
