import { join } from 'node:path';
import type { Context } from '../instance/context';
import { guardImage } from '../instance/image-names';
import {
  adoptEngine,
  type EngineProcess,
  type EngineSpec,
  isRunning,
  removeEngine,
  startEngine,
} from '../io/engine-process';
import { fillCommand } from '../io/fill-command';
import { runCommand } from '../io/run-command';
import { writeGuardFiles } from '../io/write-guard-files';
import { backoffSeconds } from '../ports/backoff';
import { untilDone } from '../ports/retry';
import { configurationText, guardConfiguration } from './guard-configuration';
import { guardFiles } from './guard-files';
import { rulesText } from './guard-rules';
import { guardScript } from './guard-script';

/** Longest body that is admitted, bytes, where the cell says nothing: more than any text. */
const textBodyLimitBytes = 32 * 1024 * 1024;

/** What the log calls the attempt to pull its image. */
export const guardImageAttempt = 'guard image';

const restartBackoff = { firstSeconds: 1, mostSeconds: 30 };
/** A guard that ran for so long starts again without a longer wait. Assumed. */
const steadySeconds = 60;

/** HAProxy on the serving port. It outlives the agent, so that no stream ends with it. */
export class GuardProcess {
  running = false;
  readonly files;
  private readonly spec: EngineSpec;

  constructor(
    private readonly context: Context,
    private readonly enginePorts: readonly number[],
  ) {
    const { settings, instance } = context;
    const folder = join(settings.stateFolder, 'guard');
    this.files = guardFiles(folder);
    this.spec = {
      command: settings.guardCommand,
      values: { ...guardImage(context), region: instance.region, folder, configuration: this.files.configuration },
      flags: [],
      environment: {},
      logFile: join(settings.stateFolder, 'log', 'guard.log'),
    };
  }

  /** Keeps it running. What an earlier agent has started goes on. */
  async keepRunning(secret: string | undefined, ended: () => void): Promise<never> {
    const { clock, log, random } = this.context;
    for (let failures = 0; ; ) {
      const guard = this.adopted() ?? (await this.startClean(secret));
      const startedAt = clock.now();
      this.running = true;
      const status = await guard.ended;
      this.running = false;
      ended();
      failures = clock.now() - startedAt > steadySeconds ? 0 : failures + 1;
      log('guard ended', { status });
      await clock.sleep(backoffSeconds(failures, random(), restartBackoff));
    }
  }

  /** Ends it at once; it is started again. */
  remove(): Promise<void> {
    return removeEngine(this.spec, this.earlierPid(), this.context.clock);
  }

  private earlierPid(): number | undefined {
    const { guard } = this.context.state.read();
    return guard?.bootId === this.context.bootId ? guard.pid : undefined;
  }

  private adopted(): EngineProcess | undefined {
    const pid = this.earlierPid();
    return pid !== undefined && isRunning(pid) ? adoptEngine(pid, this.context.clock) : undefined;
  }

  private async startClean(secret: string | undefined): Promise<EngineProcess> {
    const { context, spec } = this;
    await untilDone(context, guardImageAttempt, async () => {
      const status = await runCommand(fillCommand(spec.command.pull, spec.values));
      if (status !== 0) {
        throw new Error(`pull: ended with ${status}`);
      }
    });
    await this.remove();
    this.writeFiles(secret);
    const guard = startEngine(spec);
    context.state.change(() => ({ guard: { pid: guard.pid, bootId: context.bootId } }));
    context.log('guard started', { pid: guard.pid });
    return guard;
  }

  private writeFiles(secret: string | undefined): void {
    const { parameters, settings } = this.context;
    const mostBodyBytes = parameters.bodyLimitBytes ?? textBodyLimitBytes;
    const folder = String(this.spec.values.folder);
    const sections = guardConfiguration(parameters, {
      address: settings.listenAddress,
      port: settings.servingPort,
      enginePorts: this.enginePorts,
      folder,
      mostBodyBytes,
    });
    writeGuardFiles(folder, [
      { path: this.files.configuration, text: configurationText(sections) },
      { path: this.files.script, text: rulesText({ secret, parameters, mostBodyBytes }) + guardScript },
    ]);
  }
}
