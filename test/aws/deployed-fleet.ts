import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Deployment, deployFleet, type Synthesized, synthesizeFleet } from '../../local/deploy/deploy-fleet';
import { startEmulator } from '../../local/emulators/emulators';
import type { EmulatorName } from '../../local/strip/strip-list';

/** A deployment as another process sees it, with what the emulator has logged during it. */
export type Deployed = Omit<Deployment, 'server'> & { readonly url: string; readonly logFile: string };

declare module 'vitest' {
  export interface ProvidedContext {
    readonly synthesized: Synthesized;
    readonly ministack: Deployed;
    readonly moto: Deployed;
  }
}

/** Deploys the default fleet once to each emulator, in fresh processes, for all tests of the folder. */
export default async function deployDefaultFleet({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'polyregion-aws-'));
  const stops: (() => Promise<void>)[] = [];
  const end = async (): Promise<void> => {
    await Promise.all(stops.map((stop) => stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const synthesized = await synthesizeFleet('fleet.yaml', join(folder, 'synth'));
    provide('synthesized', synthesized);
    const deploy = async (emulator: EmulatorName): Promise<Deployed> => {
      const home = join(folder, emulator);
      const server = await startEmulator(emulator, { account: synthesized.plan.fleet.account, folder: home });
      stops.push(server.stop);
      const progress = (line: string) => process.stderr.write(`${line}\n`);
      const { server: _, ...deployment } = await deployFleet({
        emulator,
        server,
        synthesized,
        folder: home,
        progress,
      });
      // Later tests ask what an emulator does not know, so the log ends here.
      const logFile = join(home, 'deployment.log');
      copyFileSync(server.logFile, logFile);
      return { ...deployment, url: server.url, logFile };
    };
    const [ministack, moto] = await Promise.all([deploy('ministack'), deploy('moto')]);
    provide('ministack', ministack);
    provide('moto', moto);
    return end;
  } catch (thrown) {
    await end();
    throw thrown;
  }
}
