import { uploadCompiledCode } from './boot/compile-cache';
import { endCrashLoop } from './boot/crash-loop';
import { keepEvidence } from './boot/keep-evidence';
import { launch } from './boot/launch';
import { awaitDrainCause } from './drain/await-cause';
import { drain } from './drain/drain';
import { drainLimits } from './drain/drain-limits';
import { stopReplicas } from './engine/make-replicas';
import { Service } from './engine/service';
import { GpuGuard } from './gpu-health/guard-gpus';
import { RepairRequester } from './gpu-health/repair-requester';
import { Guard } from './guard/guard';
import { completeHookOnce } from './instance/complete-hook-once';
import type { Context } from './instance/context';
import { readInstance } from './instance/instance';
import { type Settings, settingsFrom } from './instance/settings';
import { bootedAt, bootId } from './io/boot-id';
import { clock as monotonic } from './io/clock';
import { regionalMetricPublisher } from './io/cloud-watch';
import { eventSender } from './io/events';
import { readGpus } from './io/gpu-reader';
import { hookCompleter } from './io/hooks';
import { KeptJournal } from './io/journal';
import { followKernelLog } from './io/kernel-log';
import { log as writeLog } from './io/log';
import { readOrder } from './io/measurement-order';
import { metadata as instanceMetadata } from './io/metadata';
import { parametersText } from './io/parameters-file';
import { readinessServer } from './io/readiness-server';
import { RunFile } from './io/run-file';
import { StateFile } from './io/state-file';
import { targetGroupLeaver } from './io/target-groups';
import { measure } from './measure/measure';
import { coldStartMetrics } from './metrics/metric-data';
import { Publisher } from './metrics/publisher';
import { inBackground } from './ports/background';
import { callSites, untilDone } from './ports/retry';
import { readParameters } from './read-parameters';
import { afterHealthCheck, type Registration } from './readiness/registration';
import { loadReport } from './report-load';

const forever = new Promise<never>(() => undefined);

async function makeContext(settings: Settings): Promise<Context> {
  const clock = monotonic(settings.timeFactor);
  const journal = new KeptJournal(writeLog);
  const { log } = journal;
  const ports = { clock, log, random: Math.random };
  const parameters = readParameters(parametersText(settings.parametersFile));
  const metadata = instanceMetadata(settings.metadataEndpoint, clock);
  const instance = await untilDone(ports, 'identity', () => readInstance(metadata, parameters, bootedAt()));
  if (instance === undefined) {
    throw new Error('no identity');
  }
  return {
    ...ports,
    settings,
    parameters,
    instance,
    metadata,
    journal,
    state: new StateFile(`${settings.stateFolder}/agent.json`, log),
    bootId: bootId(),
    completeHook: hookCompleter(instance, clock),
    sendEvent: eventSender(instance.region, clock),
  };
}

/** @param onCrash is given what keeps the cause of a crash */
export async function run(onCrash: (keep: (thrown: unknown) => void) => void): Promise<void> {
  const settings = settingsFrom(process.env);
  const runFile = new RunFile(settings.runFolder, bootId());
  onCrash((thrown) => runFile.crashed(thrown, callSites(thrown)[0]));
  const context = await makeContext(settings);
  const { clock, log, instance, parameters } = context;
  const order = readOrder(settings.measurementFile);
  if (order !== undefined) {
    await measure(context, order);
    return;
  }
  if (await endCrashLoop(context, runFile)) {
    runFile.ended();
    await awaitDrainCause(context);
    return;
  }
  const service = new Service();
  const guard = new Guard(context, service);
  inBackground(context, 'guard', () => guard.keepRunning());
  inBackground(context, 'steering', () => guard.keepSteering());
  let registration: Registration = {};
  readinessServer(() => {
    const status = service.status();
    registration = afterHealthCheck(registration, clock.now(), status);
    return status;
  }).listen(settings.readinessPort, settings.listenAddress);
  process.once('SIGTERM', () => {
    runFile.ended();
    process.exit();
  });
  log('agent started', { instanceId: instance.instanceId, group: instance.autoScalingGroupName });

  const repair = new RepairRequester(context, ({ reason, evidence }) =>
    keepEvidence(context, service.made, { kind: 'repair-requested', reason, problem: evidence }),
  );
  const gpus = new GpuGuard(context, repair, {
    readGpus: () => readGpus(clock),
    followKernelLog: (onLine) => followKernelLog(settings.kernelLog, clock, onLine),
  });
  const publisher = new Publisher(context, regionalMetricPublisher(instance.region, clock));
  gpus.start();
  inBackground(context, 'load', loadReport(context, { service, guard: gpus, publisher, runFile }));

  const sick = (): boolean => service.state === 'serving' && service.replicas.some(({ ready }) => !ready);
  const launching = launch(context, service, (evidence) =>
    repair.ask({ reason: 'engine-hang', xidCodes: [], evidence, lasts: sick }),
  );
  inBackground(context, 'after the launch', async () => {
    const launched = await launching.catch(() => undefined);
    if (launched === undefined) {
      return;
    }
    service.inService = true;
    const coldStart = launched.made.every(({ replica }) => !replica.adopted);
    while (coldStart && registration.registeredAt === undefined && service.state === 'serving') {
      await clock.sleep(1);
    }
    const { registeredAt } = registration;
    if (coldStart && registeredAt !== undefined) {
      const took = { stages: launched.stages(registeredAt), total: registeredAt - launched.origin };
      publisher.publish(coldStartMetrics(parameters, instance, took));
      await uploadCompiledCode(context);
    }
  });

  // A launch that ends in an error of the program ends the agent, and the next one finds its engines.
  const cause = await Promise.race([awaitDrainCause(context), launching.then(() => forever)]);
  service.state = 'draining';
  const limits = drainLimits(cause, instance.spot, parameters);
  await drain(
    {
      ...context,
      targetGroupArns: parameters.targetGroupArns,
      leaveTargetGroup: targetGroupLeaver(instance, clock),
      inFlight: () => service.inFlight(),
      stopAdmitting: () => guard.close(),
      stopEngines: ({ stopSeconds, endSeconds }) => stopReplicas(context, service.made, stopSeconds, endSeconds),
      completeHook: (hook) => completeHookOnce(context, hook, 'Terminated', 'CONTINUE', limits.streamsSeconds),
    },
    cause,
    limits,
  );
}
