import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { configurationFiles } from '../../lib/gateway/configuration-files';
import { type GatewayProps, gatewayConfiguration } from '../../lib/gateway/gateway-configuration';
import type { GatewayState } from '../../lib/gateway/gateway-place';
import { files } from '../../lib/gateway/names';
import { providerKeyText } from '../../lib/gateway/provider-key';
import { projectRoot } from '../project-root';
import { type Program, startProgram } from './program';

/** What npm run envoy gets. */
export const envoyProgram = join(projectRoot, '.envoy/program');

const pollMilliseconds = 20;

export interface LocalGatewayProps extends GatewayProps {
  /** By provider. */
  readonly providerKeys: Readonly<Record<string, string>>;
}

/** One Envoy with the rendered configuration of a region. */
export class EnvoyProcess {
  private constructor(
    readonly program: Program,
    private readonly props: GatewayProps,
    private state: GatewayState,
  ) {}

  /** Resolves once it takes requests. */
  static async start(props: LocalGatewayProps): Promise<EnvoyProcess> {
    writeConfiguration(props);
    for (const [provider, key] of Object.entries(props.providerKeys)) {
      place(files(props.place.folder).providerKey(provider), providerKeyText(provider, key));
    }
    const program = startProgram(envoyProgram, [
      ...['-c', files(props.place.folder).bootstrap, '--use-dynamic-base-id', '--concurrency', '2'],
      ...['--drain-time-s', '60', '--file-flush-interval-msec', '50', '--log-level', 'warning'],
    ]);
    const envoy = new EnvoyProcess(program, props, props.state);
    while (!(await envoy.isReady())) {
      if (program.child.exitCode !== null) {
        throw new Error(`envoy: got exit status ${program.child.exitCode}\n${program.log()}`);
      }
      await setTimeout(pollMilliseconds);
    }
    return envoy;
  }

  get url(): string {
    const { address, ports } = this.props.place;
    return `http://${address}:${ports.clients}`;
  }

  /** Replaces what Envoy reads. It goes on with its streams. */
  update(change: Partial<GatewayState>): void {
    this.state = { ...this.state, ...change };
    writeConfiguration({ ...this.props, state: this.state });
  }

  /** What the admin socket answers. */
  async admin(path: string): Promise<string> {
    return new Promise((settle, fail) => {
      const asked = request({ socketPath: files(this.props.place.folder).admin, path }, async (answer) => {
        const parts: Buffer[] = [];
        for await (const part of answer) {
          parts.push(part as Buffer);
        }
        settle(Buffer.concat(parts).toString());
      });
      asked.once('error', fail).end();
    });
  }

  /** Lines about requests so far. */
  requests(): Record<string, unknown>[] {
    return this.program
      .log()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  stop(): Promise<void> {
    return this.program.stop('SIGKILL');
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await this.admin('/ready')).trim() === 'LIVE';
    } catch {
      return false; // the socket is not there yet
    }
  }
}

/** Each file appears whole: Envoy reads it when it is renamed into its place. */
export function writeConfiguration(props: GatewayProps): void {
  const { folder } = props.place;
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(configurationFiles(gatewayConfiguration(props), folder))) {
    place(path, text);
  }
}

function place(path: string, text: string): void {
  writeFileSync(`${path}.draft`, text);
  renameSync(`${path}.draft`, path);
}
