#!/usr/bin/env node
import { setTimeout as wait } from 'node:timers/promises';
import { type Listening, serve, shut } from '../loopback/serve';
import type { Behaviour } from './behaviour';
import { compile } from './compile';
import { Engine } from './engine';
import { type EngineOptions, engineOptions } from './engine-options';
import { controlRoute, route } from './routes';

/** How often an engine that loads or drains looks whether it is done. */
const pollMilliseconds = 10;

function optionsOrExit(): EngineOptions {
  try {
    return engineOptions(process.argv.slice(2), process.env);
  } catch (error) {
    process.stderr.write(`vllm serve: error: ${error instanceof Error ? error.message : error}\n`);
    process.exit(2);
  }
}

async function load(engine: Engine): Promise<void> {
  const startedAt = Date.now();
  const isLoading = ({ loadSeconds, timeFactor, hangAtLoad }: Behaviour): boolean =>
    hangAtLoad || Date.now() - startedAt < loadSeconds * timeFactor * 1000;
  while (isLoading(engine.behaviour)) {
    await wait(pollMilliseconds);
  }
  if (engine.behaviour.crashAtLoad) {
    process.stderr.write('RuntimeError: Engine core initialization failed. See root cause above.\n');
    process.exit(1);
  }
  if (engine.behaviour.outOfMemory === 'load') {
    engine.failOutOfMemory();
  }
}

/** Ends like vLLM: requests in flight are aborted at once, or get `--shutdown-timeout` to finish while new ones are refused. */
async function end(engine: Engine, api: Listening | undefined): Promise<void> {
  engine.draining = true;
  const { shutdownTimeoutSeconds } = engine.options;
  const deadline = Date.now() + shutdownTimeoutSeconds * engine.behaviour.timeFactor * 1000;
  while (engine.scheduler.inFlight() > 0 && Date.now() < deadline) {
    await wait(pollMilliseconds);
  }
  engine.scheduler.abortAll();
  await wait(pollMilliseconds);
  if (api !== undefined) {
    shut(api);
  }
  process.exit(0);
}

async function main(): Promise<void> {
  const options = optionsOrExit();
  const engine = new Engine(options);
  let api: Listening | undefined;
  process.once('SIGTERM', () => end(engine, api));
  process.once('SIGINT', () => end(engine, api));
  if (options.controlPort !== undefined) {
    const { url } = await serve(options.controlPort, (request, response) => controlRoute(engine, request, response));
    process.stdout.write(`control: ${url}\n`);
  }
  await load(engine);
  await compile(engine);
  api = await serve(options.port, (request, response) => route(engine, request, response));
  process.stdout.write(`engine: ${api.url}\n`);
}

void main();
