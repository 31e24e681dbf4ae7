import { imageName } from '../engine/make-replicas';
import type { Context } from '../instance/context';
import { fetchWeights } from '../io/fetch-weights';
import { fillCommand } from '../io/fill-command';
import { runCommand } from '../io/run-command';
import { untilDone } from '../ports/retry';
import { artifactBucket, downloadCompiledCode } from './compile-cache';

/** What the log calls the attempt to pull the image. */
export const imageAttempt = 'image';

export interface Prepared {
  imageReady: number | undefined;
  weightsReady: number | undefined;
}

/** Fetches the image, the weights and what was compiled before side by side. @throws LaunchFault where the weights are not those that were pinned */
export async function prepare(context: Context, folder: string, signal: AbortSignal, moments: Prepared): Promise<void> {
  await Promise.all([
    pullImage(context, signal).then(() => {
      moments.imageReady = signal.aborted ? undefined : context.clock.now();
    }),
    bringWeights(context, folder, signal).then(() => {
      moments.weightsReady = signal.aborted ? undefined : context.clock.now();
    }),
    downloadCompiledCode(context, signal),
  ]);
}

async function pullImage(context: Context, signal: AbortSignal): Promise<void> {
  const { instance, settings } = context;
  const command = fillCommand(settings.engineCommand.pull, { ...imageName(context), region: instance.region });
  await untilDone(
    context,
    imageAttempt,
    async () => {
      const status = await runCommand(command, signal);
      if (status !== 0) {
        throw new Error(`pull: ended with ${status}`);
      }
    },
    signal,
  );
}

async function bringWeights(context: Context, folder: string, signal: AbortSignal): Promise<void> {
  const bucket = artifactBucket(context);
  const { model, weightsManifest } = context.parameters;
  const over = new AbortController(); // one file that is not what was pinned makes the others useless
  const order = { model, manifestDigest: weightsManifest, folder, signal: AbortSignal.any([signal, over.signal]) };
  try {
    await fetchWeights(context, bucket, order);
  } finally {
    over.abort();
    await bucket.end();
  }
}
