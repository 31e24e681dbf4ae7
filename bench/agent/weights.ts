import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, clients } from './clients';
import { median } from './growth';
import { startInstance, until } from './instance';
import type { ObjectStore } from './object-store';
import { memoryOf } from './proc';
import { atLeast, figure, type Result, said } from './result';

const leastRatio = 0.8;
const limitSeconds = 900;

interface Fetched {
  readonly fetchSeconds: number;
  readonly proofSeconds: number;
  readonly peakMB: number;
}

/**
 * The agent's bundle boots and downloads its weights. Other clients download the same object to the same folder. One round
 * finds the fastest of them, which then takes turns with the agent. Checking digests is left out, since they do not do it.
 */
export async function measureWeights(
  store: ObjectStore,
  bytes: number,
  folder: string,
  rounds: number,
  progress: (text: string) => void,
): Promise<Result[]> {
  const GB = bytes / 1e9;
  mkdirSync(folder, { recursive: true });
  const clientSeconds = async ({ name, fetch }: Client): Promise<number> => {
    progress(`weights: ${name}`);
    const to = join(folder, 'copy');
    const seconds = await fetch(store, to);
    rmSync(to);
    return seconds;
  };
  const others: { client: Client; seconds: number }[] = [];
  for (const client of clients(folder)) {
    others.push({ client, seconds: await clientSeconds(client) });
  }
  const [fastest] = [...others].sort((a, b) => a.seconds - b.seconds);
  if (fastest === undefined) {
    throw new Error('clients: must be at least one, got none');
  }
  const ours: Fetched[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const turns = [
      async () => void ours.push(await fetchByAgent(store, join(folder, 'instance'), progress)),
      async () => void theirs.push(await clientSeconds(fastest.client)),
    ];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) {
      await turn();
    }
  }
  const own = GB / median(ours.map(({ fetchSeconds }) => fetchSeconds));
  const other = GB / median(theirs);
  const each = (values: readonly number[]): string => values.map((seconds) => (GB / seconds).toFixed(2)).join(', ');
  return [
    ...others.map(({ client, seconds }) => said(`${client.name}, once`, `${figure(GB / seconds)} GB/s`)),
    said(`${fastest.client.name}, median of ${rounds}`, `${figure(other)} GB/s (${each(theirs)})`),
    said(`the agent, median of ${rounds}`, `${figure(own)} GB/s (${each(ours.map((one) => one.fetchSeconds))})`),
    atLeast('the agent ÷ the fastest other client, without proof', own / other, '', leastRatio),
    said('proving by SHA-256, after it', `${figure(GB / median(ours.map((one) => one.proofSeconds)))} GB/s`),
    said('the agent’s memory while it fetches, the most', `${figure(Math.max(...ours.map((one) => one.peakMB)))} MB`),
  ];
}

async function fetchByAgent(store: ObjectStore, folder: string, progress: (text: string) => void): Promise<Fetched> {
  progress('weights: the agent');
  const instance = await startInstance({ folder, store });
  try {
    await until('weights', limitSeconds, () => instance.lines('weights file proved').length > 0);
    const [proved] = instance.lines('weights file proved');
    return {
      fetchSeconds: Number(proved?.fetchSeconds),
      proofSeconds: Number(proved?.proofSeconds),
      peakMB: memoryOf(instance.pid).peakMB,
    };
  } finally {
    await instance.stop();
  }
}
