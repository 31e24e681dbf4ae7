import { randomUUID } from 'node:crypto';
import { FindingError } from '../../artifacts/finding-error';
import type { MeasurementDocument } from '../../contract/measurement';
import { scriptTooLarge } from '../../measure/launch-findings';
import { measurementOrderOf } from '../../measure/measurement-order';
import type { MeasurementPlan } from '../../measure/measurement-plan';
import { measurementUserData, mostUserDataBytes } from '../../measure/user-data';
import { durationWords } from '../../report/duration-words';
import { Interrupted, Interruption } from '../region/interruption';
import { checkAccount } from '../region/read-region-state';
import { type DocumentStore, documentStore } from './document-store';
import { readLaunchSource } from './launch-source';
import { instanceState, launchInstance, terminateInstance } from './measured-instance';

const pollSeconds = 5;

/** Five minutes: the instance goes on without this machine, and EC2 takes seconds to know a new instance. */
const mostUnanswered = 60;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/**
 * Launches the instance, waits for what it measures, and terminates it, also after Ctrl-C and after a failure.
 *
 * @param owner of the fleet, for the tag of the instance
 * @returns what it left; undefined where it left nothing
 * @throws FindingError where nothing was launched, or AWS does not answer
 */
export async function runMeasurement(
  measurement: MeasurementPlan,
  owner: string,
): Promise<MeasurementDocument | undefined> {
  const { region, account, hardStopSeconds } = measurement;
  await checkAccount({ account, homeRegion: region });
  const source = await readLaunchSource(measurement);
  const run = `${new Date().toISOString().slice(0, 10)}-${randomUUID().slice(0, 8)}`;
  const store = await documentStore(measurement, run);
  const order = measurementOrderOf(measurement, run, store.signedUrl);
  const userData = measurementUserData(source.script, order, hardStopSeconds.value);
  const bytes = Buffer.byteLength(userData);
  if (bytes > mostUserDataBytes) {
    throw new FindingError(scriptTooLarge(measurement, bytes, mostUserDataBytes));
  }
  const interruption = new Interruption();
  const instanceId = await launchInstance(measurement, source, { run, userData, owner });
  say(
    `${region}: launched ${instanceId}; it ends by itself in ${durationWords(hardStopSeconds.value)} at the latest, and writes to ${store.address}`,
  );
  try {
    await awaitEnd(measurement, instanceId, store, interruption);
  } finally {
    await end(measurement, instanceId);
  }
  return store.read();
}

async function awaitEnd(
  measurement: MeasurementPlan,
  instanceId: string,
  store: DocumentStore,
  interruption: Interruption,
): Promise<void> {
  let unanswered = 0;
  const look = async (): Promise<string | undefined> => {
    const document = await store.read();
    const isOver = document?.state === 'done' || document?.state === 'failed';
    const state = isOver ? 'running' : await instanceState(measurement, instanceId);
    unanswered = 0;
    return isOver || !/^(pending|running)$/.test(state) ? undefined : progress(measurement, state, document);
  };
  try {
    await interruption.wait(pollSeconds, async () => {
      try {
        return await look();
      } catch (thrown) {
        unanswered += 1;
        if (unanswered > mostUnanswered) {
          throw thrown;
        }
        return `${measurement.region}: AWS did not answer, asking again`;
      }
    });
  } catch (thrown) {
    if (!(thrown instanceof Interrupted)) {
      throw thrown;
    }
  }
}

function progress(
  { region, steps }: MeasurementPlan,
  state: string,
  document: MeasurementDocument | undefined,
): string {
  const doing =
    document === undefined
      ? `the instance is ${state}`
      : document.state === 'booting'
        ? 'it fetches image and weights, and starts its engines'
        : `${document.steps.length} of up to ${steps.length} steps measured`;
  return `${region}: ${doing}`;
}

/** The one thing that must not fail in silence: what is not terminated costs money until the hard stop. */
async function end(measurement: MeasurementPlan, instanceId: string): Promise<void> {
  const { region, hardStopSeconds } = measurement;
  try {
    await terminateInstance(measurement, instanceId);
    say(`${region}: terminated ${instanceId}`);
  } catch (thrown) {
    say(
      `${region}: ${instanceId} still runs, and ends by itself ${durationWords(hardStopSeconds.value)} after its launch; to end it now: aws ec2 terminate-instances --region ${region} --instance-ids ${instanceId}`,
    );
    throw thrown;
  }
}
