import { join } from 'node:path';
import { projectRoot } from '../project-root';
import type { Certificate } from './certificates';
import { type Program, startProgram } from './program';

/** The stand-in for a managed provider: simulators/provider/README.md. */
export class LocalProvider {
  private constructor(
    private readonly program: Program,
    readonly controlUrl: string,
    readonly port: number,
  ) {}

  static async start({ chain, key }: Certificate): Promise<LocalProvider> {
    const program = startProgram(process.execPath, [
      join(projectRoot, 'dist/simulators/provider/main.js'),
      ...['--certificate', chain, '--key', key],
    ]);
    const [, controlUrl = ''] = await program.says(/^control: (\S+)$/m);
    const [, port] = await program.says(/^provider: (\d+)$/m);
    return new LocalProvider(program, `${controlUrl}/_control`, Number(port));
  }

  /** Changes how it behaves; answers with what it was asked last. */
  async control(change: object): Promise<Record<string, unknown>> {
    const answer = await fetch(this.controlUrl, { method: 'POST', body: JSON.stringify(change) });
    return (await answer.json()) as Record<string, unknown>;
  }

  stop(): Promise<void> {
    return this.program.stop('SIGKILL');
  }
}
