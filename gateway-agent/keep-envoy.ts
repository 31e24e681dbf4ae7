import type { EnvoyCommand } from './envoy-command';
import type { Log } from './ports';

/** Runs a command to its end and gives its status. */
export type Run = (command: readonly string[]) => Promise<number>;

/** Starts Envoy where it does not run; an Envoy that runs is left alone, whichever program started it. @throws Error where it cannot be started */
export async function keepEnvoy({ pull, start, isRunning, remove }: EnvoyCommand, run: Run, log: Log): Promise<void> {
  if ((await run(isRunning)) === 0) {
    return;
  }
  await run(remove);
  for (const [step, command] of Object.entries({ pull, start })) {
    const status = await run(command);
    if (status !== 0) {
      throw Object.assign(new Error(`Envoy: ${step} ended with ${status}`), { name: `Envoy.${step}` });
    }
  }
  log('Envoy started');
}
