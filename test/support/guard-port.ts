import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countCommands, type EngineCounts, engineCounts } from '../../agent/guard/engine-counts';
import {
  configurationText,
  engineBackend,
  guardConfiguration,
  serverName,
} from '../../agent/guard/guard-configuration';
import { guardFiles } from '../../agent/guard/guard-files';
import { rulesText } from '../../agent/guard/guard-rules';
import { guardScript } from '../../agent/guard/guard-script';
import { askRuntime } from '../../agent/io/ask-runtime';
import type { CellParameters } from '../../lib/contract/cell-parameters';
import { haproxy } from '../../local/instance/plain-commands';
import { exampleParameters } from './cell-parameters';
import { eventually } from './engine-client';

export interface AskedRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** An engine that answers as told, once it has the whole body, and what it was asked. */
export class StubEngine {
  readonly asked: AskedRequest[] = [];

  private constructor(readonly server: Server) {}

  static async start(answer: RequestListener = (_request, response) => response.end('{}')): Promise<StubEngine> {
    const server = createServer();
    const engine = new StubEngine(server);
    server.on('request', async (request: IncomingMessage, response) => {
      const parts: Buffer[] = [];
      try {
        for await (const part of request) {
          parts.push(part as Buffer);
        }
      } catch {
        return; // the guard gave the request up
      }
      const { method, url, headers } = request;
      engine.asked.push({ method, url, headers, body: Buffer.concat(parts) });
      answer(request, response);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return engine;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

export interface GuardPortProps {
  readonly parameters?: Partial<CellParameters>;
  /** @default - a secret of the least length */
  readonly secret?: string;
  readonly mostBodyBytes?: number;
}

/** HAProxy with the guard's own configuration, in front of engines of a test. */
export class GuardPort {
  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly engines: number,
    private readonly program: ChildProcess,
  ) {}

  /** With all engines open. */
  static async start(enginePorts: readonly number[], props: GuardPortProps = {}): Promise<GuardPort> {
    const folder = mkdtempSync(join(tmpdir(), 'guard-'));
    const files = guardFiles(folder);
    const { secret = 's'.repeat(43), mostBodyBytes = 32 * 1024 * 1024 } = props;
    const parameters = { ...exampleParameters, tenantClaim: 'sub', ...props.parameters };
    const port = await freePort();
    const sections = guardConfiguration(parameters, { address: '127.0.0.1', port, enginePorts, folder, mostBodyBytes });
    writeFileSync(files.configuration, configurationText(sections));
    writeFileSync(files.script, rulesText({ secret, parameters, mostBodyBytes }) + guardScript);
    const program = spawn(haproxy, ['-db', '-f', files.configuration], {
      stdio: 'ignore',
    });
    const guard = new GuardPort(port, folder, enginePorts.length, program);
    await eventually(async () => (await guard.counts()).length === enginePorts.length);
    await Promise.all(enginePorts.map((_port, index) => guard.set(index, 'ready')));
    return guard;
  }

  set(index: number, state: 'ready' | 'maint'): Promise<string> {
    return this.ask([`set server ${engineBackend}/${serverName(index)} state ${state}`]);
  }

  async counts(): Promise<readonly EngineCounts[]> {
    return engineCounts(await this.ask(countCommands), this.engines) ?? [];
  }

  async outstanding(): Promise<number> {
    return (await this.counts()).reduce((sum, { outstanding }) => sum + outstanding, 0);
  }

  private ask(commands: readonly string[]): Promise<string> {
    return askRuntime(guardFiles(this.folder).socket, commands, AbortSignal.timeout(5000));
  }

  post(path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${path}`, { method: 'POST', body, headers });
  }

  /** What a client that writes its own bytes gets back until the connection ends. */
  raw(text: string, limitMilliseconds = 20_000): Promise<string> {
    return new Promise((settle) => {
      let answer = '';
      const socket = connect(this.port, '127.0.0.1', () => socket.write(text, 'latin1'));
      const timer = setTimeout(() => socket.destroy(), limitMilliseconds);
      socket.setEncoding('latin1').on('data', (part: string) => {
        answer += part;
      });
      socket.on('error', () => undefined);
      socket.once('close', () => {
        clearTimeout(timer);
        settle(answer);
      });
    });
  }

  async stop(): Promise<void> {
    const gone = new Promise((settle) => this.program.once('exit', settle));
    this.program.kill('SIGKILL');
    await gone;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((settle) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => settle(port));
    });
  });
}
