import type { MeasuredStep, MeasurementDocument, MeasurementOrder } from '../../lib/contract/measurement';
import { Start } from '../boot/start';
import { stopReplicas } from '../engine/make-replicas';
import { Service } from '../engine/service';
import type { Context } from '../instance/context';
import { runCommand } from '../io/run-command';
import { putText } from '../io/signed-address';
import { untilDone } from '../ports/retry';
import { runStep } from './run-step';
import { skipReason } from './skip-reason';

/** So long the agent tries to write the document, before it goes on without. */
const writeLimitSeconds = 120;
/** For the machine to halt; the hard stop of the user data ends it otherwise. */
const haltSeconds = 3600;
const stopEnginesSeconds = 10;

/**
 * Brings the engines up as at every launch, loads them step by step, and ends the instance. The instance is in no group and
 * no client knows it: no hook is completed, no event is sent and no metric is published.
 */
export async function measure(context: Context, order: MeasurementOrder): Promise<void> {
  const { clock, log, settings } = context;
  const say = documentWriter(context, order);
  await say({ state: 'booting', steps: [] });
  let failure = 'the model did not answer';
  const alone: Context = {
    ...context,
    parameters: { ...context.parameters, maxConcurrentRequestsPerReplica: order.maxConcurrentRequests },
    completeHook: async () => 'completed',
    sendEvent: async (_type, detail) => {
      failure = `the launch failed: ${'stage' in detail ? `${detail.reason} at ${detail.stage}` : 'unknown'}`;
    },
  };
  const service = new Service();
  service.guarded = true; // no client is served, so there is no guard to wait for
  const start = new Start(alone, service, () => {}, clock.now());
  if (await start.run('', 'unknown')) {
    const { made } = start.launched();
    await measureSteps(alone, order, say, (step) => runStep(alone, made, order, step));
    await stopReplicas(alone, made, stopEnginesSeconds);
  } else {
    await say({ state: 'failed', steps: [], reason: failure });
  }
  log('measurement over', { run: order.run });
  await runCommand(settings.haltCommand);
  // An agent that ended would be started again, and would measure again.
  await clock.sleep(haltSeconds);
}

type Say = (what: Pick<MeasurementDocument, 'state' | 'steps' | 'reason'>) => Promise<void>;

async function measureSteps(
  { log }: Context,
  order: MeasurementOrder,
  say: Say,
  run: (step: MeasurementOrder['steps'][number]) => Promise<MeasuredStep>,
): Promise<void> {
  const steps: MeasuredStep[] = [];
  const reasons: string[] = [];
  await say({ state: 'measuring', steps });
  for (const step of order.steps) {
    const reason = skipReason(order, steps, step);
    if (reason === undefined) {
      const measured = await run(step);
      log('step measured', { concurrency: step.concurrency, problem: measured.problem });
      steps.push(measured);
      await say({ state: 'measuring', steps });
    } else {
      reasons.push(`${step.concurrency} in flight were not measured: ${reason}`);
    }
  }
  await say({ state: 'done', steps, ...(reasons.length > 0 && { reason: reasons.join('; ') }) });
}

/** Writes the document to its signed address, over what it said before. */
function documentWriter(context: Context, { run, documentUrl }: MeasurementOrder): Say {
  const { clock, instance } = context;
  return async (what) => {
    const document: MeasurementDocument = { run, instanceType: instance.instanceType, ...what };
    await untilDone(
      context,
      'measurement document',
      () => putText(documentUrl, JSON.stringify(document)),
      clock.limit(writeLimitSeconds),
    );
  };
}
