import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { GuardedCell } from '../../agent/guard/guard-configuration';
import type { Host } from '../../lib/gateway/gateway-place';
import { projectRoot } from '../project-root';
import { startGuard, type LocalGuard } from './local-guard';
import { type Program, startProgram } from './program';

export interface InstanceOptions {
  readonly folder: string;
  readonly cell: GuardedCell;
  /** Arguments of the test engine: simulators/engine/README.md. */
  readonly engineArgs: readonly string[];
}

/** What a GPU instance is to a gateway: a test engine behind a guard, and a port that says whether it is ready. */
export class LocalInstance {
  /** Whether it says that it is ready, which its agent would decide. */
  ready = true;

  private constructor(
    readonly engine: Program,
    private readonly controlUrl: string,
    private readonly guard: LocalGuard,
    private readonly readiness: Server,
  ) {
    readiness.on('request', (_request, response) => response.writeHead(this.ready ? 200 : 503).end());
  }

  static async start({ folder, cell, engineArgs }: InstanceOptions): Promise<LocalInstance> {
    const engine = startProgram(process.execPath, [
      join(projectRoot, 'dist/simulators/engine/main.js'),
      ...['serve', '/weights', '--port', '0', '--control-port', '0'],
      ...engineArgs,
    ]);
    const [, controlUrl = ''] = await engine.says(/^control: (\S+)$/m);
    const [, enginePort] = await engine.says(/^engine: http:\/\/127\.0\.0\.1:(\d+)$/m);
    const guard = await startGuard(folder, Number(enginePort), cell);
    const readiness = createServer();
    await new Promise<void>((listening) => readiness.listen(0, '127.0.0.1', listening));
    return new LocalInstance(engine, controlUrl, guard, readiness);
  }

  get host(): Host {
    return {
      address: '127.0.0.1',
      port: this.guard.port,
      readinessPort: (this.readiness.address() as AddressInfo).port,
    };
  }

  /** Changes how the engine behaves; answers with its state. */
  async control(change: object): Promise<Record<string, unknown>> {
    const answer = await fetch(`${this.controlUrl}/_control`, { method: 'POST', body: JSON.stringify(change) });
    return (await answer.json()) as Record<string, unknown>;
  }

  async stop(): Promise<void> {
    this.readiness.closeAllConnections();
    this.readiness.close();
    this.engine.child.kill('SIGCONT');
    await Promise.all([this.engine.stop('SIGKILL'), this.guard.stop()]);
  }
}
