import { and, type Fault, fault } from './fault';

/** What AWS and its customers have met, and what the fleet is to survive. Names of tests begin with the same numbers. */
export const fleetFaults: readonly Fault[] = [
  and(
    fault('F1: a region is gone', 'rehearsal/drill/drill', [
      '%s its clients are elsewhere once checks, time to live and connections are over',
    ]),
    'constructs/region-record',
    ['leads the one name to the region’s own, as long as its check passes'],
  ),
  fault(
    'F2: the metrics of one region vanish, its endpoints answer',
    'constructs/alarms',
    ['on data that ends notify when it ends'],
    'that Auto Scaling keeps the size of a group without metrics, as AWS documents',
  ),
  fault(
    'F3: metrics vanish everywhere',
    'agent/ten-minutes',
    ['without AWS are told later'],
    'whole regions without metrics: no program of the fleet moves traffic by them',
  ),
  fault(
    'F4: health flaps',
    'rehearsal/dns/health-check',
    ['flapping changes nothing'],
    'a limit on how often traffic moves: no part of the fleet sets one yet',
  ),
  and(
    fault(
      'F5: both regions are unhealthy',
      'rehearsal/dns/resolve',
      ['as if all were healthy where none is', 'the primary where neither is healthy'],
      'one alarm for both: each region has its own',
    ),
    'stacks/inside-jurisdiction',
    ['fails on a record that leads out of the jurisdiction'],
  ),
  and(
    fault(
      'F6: AWS has no capacity for hours',
      'rehearsal/drill/drill',
      ['with gateways nothing is refused after 10 s', 'capacity is whole after the shortage'],
      'a shortage of eight hours',
    ),
    'agent/ten-minutes',
    ['of a full engine are no fault'],
  ),
  fault(
    'F7: AWS gives a part of the capacity',
    'rehearsal/rehearse',
    ['after a loss the survivors get'],
    'traffic in proportion to what is ready',
  ),
  fault(
    'F8: a region comes back cold',
    'agent/readiness/registration',
    ['an instance is registered once'],
    'a gradual return: all clients of the region come back within the time to live',
  ),
  fault(
    'F9: spot instances are taken back',
    'agent/leaving',
    ['on a spot notice lets 50 streams finish'],
    'on-demand instances in place of the spot instances: no function requests them, and only the baseline grows with the load',
  ),
  fault(
    'F10: weeks of real spot capacity',
    'constructs/pool-group',
    ['buys nothing on demand, where it is least likely'],
    'a replay of recorded capacity',
  ),
  and(
    fault('F11: a fatal fault of one GPU', 'agent/faults', ['one that only another host mends is told once']),
    'emulators/gpu-repair',
    ['replaces the first that asks'],
  ),
  fault('F12: the same fault on many instances', 'agent/ten-minutes', [
    'has one replaced at most, then repairs are held',
  ]),
  fault('F13: faults of a program', 'emulators/gpu-repair', ['leaves an instance alone whose program was at fault']),
  and(
    fault('F14: a model that hangs or crashes while it loads', 'agent/boot', [
      'gives up at its limit where the engine hangs',
      'gives up where the engine ends again and again',
    ]),
    'agent/refresh',
    ['whose new instance never answers is rolled back'],
  ),
  fault('F15: the launch hook of a warm pool, twice', 'agent/boot', ['is prepared for the warm pool first']),
  fault('F16: events that come twice, late or in another order', 'emulators/gpu-repair', [
    'however often and in whatever order they ask',
  ]),
  fault(
    'F17: AWS throttles, or does not answer, for ten minutes',
    'agent/ten-minutes',
    ['of throttling hold up no engine', 'of silence are not waited for'],
    'launch calls that succeed while the answer is lost: no program of the fleet launches instances',
  ),
  fault('F18: two copies of a function at once', 'lambda/gpu-repair/repair-instance', [
    'two copies of the repair function at once',
  ]),
  fault(
    'F19: clocks that are wrong, the next budget period',
    'agent/faults',
    ['by five minutes or a day, either way'],
    'the first day of a month in AWS Budgets',
  ),
  and(
    fault('F20: a new version that answers slowly', 'alerts/latency-alerts', ['a new version three times as slow']),
    'lambda/rollout-watch/stop-rollout',
    ['cancels the update that replaces instances'],
  ),
  fault('F21: the table of the repair function does not answer', 'emulators/gpu-repair', [
    'replaces no instance without its table',
  ]),
  fault(
    'F22: no instance in service while requests wait',
    'constructs/pool-group',
    ['holds the requests in flight of one instance'],
    'scaling from zero: a cell that users reach always has an instance, and a spot group grows with the load of the whole cell',
  ),
  fault(
    'F23: a phase that spends at several times its rate',
    'alerts/spending-alerts',
    ['a phase without planned instances: six times the even burn'],
    'a hard limit on spending: the alarm pages within minutes, and a person stops what runs',
  ),
  fault('F24: a cost tag that is not active, or billing that is late', 'doctor/account-checks', [
    'a tag that billing has not seen is for later',
  ]),
  fault(
    'F25: a Capacity Block ends',
    'contract/classify-launch-failure',
    ['what AWS writes about a launch'],
    'a drain before its end: Capacity Blocks are planned and not deployed',
  ),
  fault('F26: all regions of a jurisdiction are gone', 'stacks/inside-jurisdiction', [
    'fails on a record that leads out of the jurisdiction',
  ]),
  fault(
    'F27: a key set of the issuer that is too large or gone',
    'doctor/issuer-checks',
    ['a key set with more keys than a load balancer reads'],
    'an alarm between two runs of doctor',
  ),
  fault(
    'F28: a quota that is lower in the standby',
    'doctor/account-checks',
    ['where 768 are needed'],
    'an alarm between two runs of doctor',
  ),
];
