import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limitedClient } from '../../programs/limited-client';

/** Takes every connection and never answers. */
let silent: Server;
let asked = 0;

beforeAll(async () => {
  silent = createServer(() => {
    asked += 1;
  });
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
});

afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

describe('a client with limits', () => {
  test('gives up a service that takes the connection and is silent, after two attempts', async () => {
    const { port } = silent.address() as AddressInfo;
    const client = new DynamoDBClient({
      ...limitedClient(0.05),
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });

    await expect(client.send(new ListTablesCommand({}))).rejects.toHaveProperty('name', 'TimeoutError');
    expect(asked).toBe(2);
  });
});
