import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { GuardedCell } from '../../agent/guard/guard-configuration';
import type { Host } from '../../lib/gateway/gateway-place';
import { projectRoot } from '../project-root';
import { type LocalGuard, startGuard } from './local-guard';
import { type Program, startProgram } from './program';

export interface InstanceOptions {
  readonly folder: string;
  readonly cell: GuardedCell;
  /** Arguments of the test engine: simulators/engine/README.md. */
  readonly engineArgs: readonly string[];
}

interface RunningEngine {
  readonly program: Program;
  readonly controlUrl: string;
  readonly port: number;
}

async function startEngine({ engineArgs }: InstanceOptions, port: number): Promise<RunningEngine> {
  const program = startProgram(process.execPath, [
    join(projectRoot, 'dist/simulators/engine/main.js'),
    ...['serve', '/weights', '--port', String(port), '--control-port', '0'],
    ...engineArgs,
  ]);
  const [, controlUrl = ''] = await program.says(/^control: (\S+)$/m);
  const [, listening] = await program.says(/^engine: http:\/\/127\.0\.0\.1:(\d+)$/m);
  return { program, controlUrl, port: Number(listening) };
}

/** What a GPU instance is to a gateway: a test engine behind a guard, and a port that says whether it is ready. */
export class LocalInstance {
  /** Whether it says that it is ready, which its agent would decide. */
  ready = true;

  private constructor(
    private readonly options: InstanceOptions,
    private engine: RunningEngine,
    private readonly guard: LocalGuard,
    private readonly readiness: Server,
  ) {
    readiness.on('request', (_request, response) => response.writeHead(this.ready ? 200 : 503).end());
  }

  static async start(options: InstanceOptions): Promise<LocalInstance> {
    const engine = await startEngine(options, 0);
    const guard = await startGuard(options.folder, engine.port, options.cell);
    const readiness = createServer();
    await new Promise<void>((listening) => readiness.listen(0, '127.0.0.1', listening));
    return new LocalInstance(options, engine, guard, readiness);
  }

  get host(): Host {
    return {
      address: '127.0.0.1',
      port: this.guard.port,
      readinessPort: (this.readiness.address() as AddressInfo).port,
    };
  }

  /** Where the engine's behaviour is changed: simulators/engine/README.md. */
  get controlUrl(): string {
    return `${this.engine.controlUrl}/_control`;
  }

  /** Id of the engine's process. */
  get pid(): number | undefined {
    return this.engine.program.child.pid;
  }

  /** Changes how the engine behaves; answers with its state. */
  async control(change: object): Promise<Record<string, unknown>> {
    const answer = await fetch(this.controlUrl, { method: 'POST', body: JSON.stringify(change) });
    return (await answer.json()) as Record<string, unknown>;
  }

  async stop(): Promise<void> {
    this.readiness.closeAllConnections();
    this.readiness.close();
    await Promise.all([this.kill(), this.guard.stop()]);
  }

  /** The engine's process takes connections and does nothing more. */
  freeze(): void {
    this.engine.program.child.kill('SIGSTOP');
  }

  /** The engine's process is gone, with every answer that it had begun. */
  async kill(): Promise<void> {
    await this.engine.program.stop('SIGKILL');
  }

  /** Its process runs, if need be a new one on the same port. */
  async revive(): Promise<void> {
    const { child } = this.engine.program;
    if (child.exitCode !== null || child.signalCode !== null) {
      this.engine = await startEngine(this.options, this.engine.port);
    } else {
      child.kill('SIGCONT');
    }
  }
}
