import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { readTargetState } from '../agent/instance/lifecycle';
import { clock as makeClock } from '../agent/io/clock';
import { hookCompleter } from '../agent/io/hooks';
import { log } from '../agent/io/log';
import { metadata as metadataAt } from '../agent/io/metadata';
import { runCommand } from '../agent/io/run-command';
import { inBackground } from '../agent/ports/background';
import { agentDefaults } from '../lib/contract/agent-settings';
import { ports } from '../lib/contract/endpoints';
import { gatewayGroupName, gatewayParameters, gatewayParametersFile } from '../lib/contract/gateway';
import { parseContractText } from '../lib/contract/parse-contract';
import { limitedClient } from '../programs/limited-client';
import { metricPublisher } from '../programs/publish-metrics';
import { endpointsFile } from './endpoints-file';
import { envoyCommand } from './envoy-command';
import { EnvoyView } from './envoy-view';
import { gatewayMetrics } from './gateway-metrics';
import { InstanceList } from './instance-list';
import { envoyAt } from './io/ask-envoy';
import { awsLists } from './io/aws-lists';
import { readinessServer } from './io/readiness-server';
import { storeIn, writeWhole } from './io/write-whole';
import { keepEnvoy } from './keep-envoy';
import { drain, enterService, type Lifecycle, untilAway } from './lifecycle';
import { instanceLister } from './list-instances';
import { readinessStatus } from './readiness';

/** A new instance gets requests so many seconds after it is in service. The calls cost nothing. */
const listSeconds = 10;
const lookSeconds = 2;
const publishSeconds = 60;
const keepSeconds = 5;

/** The program of a gateway, from its start to the end of the instance. */
export async function run(): Promise<void> {
  const parameters = parseContractText(gatewayParameters, readFileSync(gatewayParametersFile, 'utf8'), {
    what: gatewayParametersFile,
    fix: 'deploy the stack again',
  });
  const clock = makeClock(1);
  const started = Date.now();
  const metadata = metadataAt(agentDefaults.metadataEndpoint, clock);
  const { instanceId, region, accountId } = JSON.parse(
    (await metadata.read('dynamic/instance-identity/document')) ?? '{}',
  ) as Record<'instanceId' | 'region' | 'accountId', string>;
  const folder = join(agentDefaults.stateFolder, 'envoy');
  const models = parameters.cells.map(({ model }) => model);

  const list = new InstanceList(storeIn(join(agentDefaults.stateFolder, 'instances.json'), log), log);
  const client = { region, ...limitedClient() };
  const lister = instanceLister(awsLists(new AutoScalingClient(client), new EC2Client(client)), parameters.cells);
  const view = new EnvoyView(envoyAt(join(folder, 'admin.sock')), log);
  const publish = metricPublisher(new CloudWatchClient(client));
  let isLeaving = false;

  readinessServer((host) =>
    readinessStatus(parameters, { isLeaving, isEnvoyReady: view.isReady, ready: view.ready }, host),
  ).listen(ports.readiness);

  const again = (what: string, seconds: number, work: () => Promise<void>): void =>
    inBackground({ clock, log, random: Math.random }, what, async () => {
      for (;;) {
        await work();
        await wait(seconds * 1000);
      }
    });
  const written = new Map<string, string>();
  again('instances', listSeconds, async () => {
    await list.refresh(lister, Date.now);
    for (const model of list.cells === undefined ? [] : models) {
      const text = endpointsFile(model, list.cells ?? {});
      if (written.get(model) !== text) {
        writeWhole(join(folder, `endpoints-${model}.json`), text);
        written.set(model, text);
      }
    }
  });
  const command = envoyCommand(parameters, { account: accountId, region, folder });
  again('Envoy', keepSeconds, () => keepEnvoy(command, runCommand, log));
  again('view', lookSeconds, () => view.look());
  again('metrics', publishSeconds, () =>
    publish(
      gatewayMetrics({
        fleet: parameters.fleet,
        models,
        at: new Date(),
        listing: list.cells,
        ready: view.ready,
        listAgeSeconds: list.ageSeconds(Date.now()) ?? (Date.now() - started) / 1000,
      }),
    ),
  );

  const life: Lifecycle = {
    launchLimitSeconds: parameters.launchLimitSeconds,
    drainLimitSeconds: parameters.drainLimitSeconds,
    isReady: () => view.isReady && list.cells !== undefined,
    leave: () => {
      isLeaving = true;
    },
    requestsInHand: () => view.requestsInHand(),
  };
  const lifecycle = {
    now: clock.now,
    sleep: (seconds: number) => clock.sleep(seconds),
    log,
    targetState: () => readTargetState(metadata),
    completeHook: hookCompleter(
      { region, instanceId, autoScalingGroupName: gatewayGroupName(parameters.fleet) },
      clock,
    ),
  };
  if (await enterService(lifecycle, life)) {
    await untilAway(lifecycle);
    await drain(lifecycle, life);
  }
}
