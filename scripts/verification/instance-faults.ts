import { and, type Fault, fault } from './fault';

const requests: readonly Fault[] = [
  fault('a body of thousands of nested brackets', 'agent/guard-body', ['of %i nested brackets reaches the engine']),
  fault(
    'framing that hides a second request, odd paths, headers of the connection, forged credentials',
    'agent/guard-port',
    ['whatever the framing says', 'on any path but those of the model', 'nor headers of the connection'],
  ),
  fault('bodies that are long, slow, or megabytes in chunks', 'agent/guard-port', [
    'that is longer than any may be is refused',
    'that comes slowly is not in flight until it is there',
  ]),
  fault('salts that are forged, doubled, escaped or nested', 'agent/guard-body', [
    'is read by Python with the guard’s salt, or not at all',
    'of megabytes, in chunks or not, is salted at its end',
  ]),
  fault('500 streams at once, clients that leave, that do not read, or whose head never ends', 'agent/guard-port', [
    'of 500 at once is served',
    'whose client goes away ends on the engine',
    'keeps nothing for a client that does not read',
    'ends a head that comes too slowly',
  ]),
];

const engines: readonly Fault[] = [
  fault('an engine that produces no token while its health path says 200, idle or at work', 'agent/readiness', [
    'ends where an engine says that it is healthy and no token comes',
  ]),
  fault('an engine that starts and answers garbage, or refuses everything', 'agent/served', [
    'answers 200 with garbage is never put in service',
  ]),
  fault('an engine that refuses its warm-up for minutes', 'agent/engine/replica', [
    'that refuses its warm-up for two minutes is started again',
  ]),
  fault('an engine that fails users and answers the agent', 'agent/served', [
    'that answers users with 500 and the agent with tokens is restarted',
  ]),
  fault('an engine that answers the agent and lets users wait', 'agent/readiness/progress', [
    'is missed where users wait and only the agent itself is answered',
  ]),
  fault('a prompt that takes minutes to read', 'agent/readiness/progress', [
    'may wait as long as the longest prompt takes',
  ]),
  fault('an engine whose metrics are silent, or say infinity', 'agent/served', ['whose metrics say infinity once']),
  fault('an engine that hangs eleven minutes after each start', 'agent/engine/replica', ['that hangs eleven minutes']),
  fault('an engine that ends in the middle of an answer', 'agent/guard-port', [
    'is cut where the engine ends in the middle of its answer',
  ]),
  fault('an engine that is full, or refuses users, for ten minutes: no fault', 'agent/ten-minutes', [
    'of a full engine are no fault',
  ]),
];

const starts: readonly Fault[] = [
  fault('S3 that trickles on one connection, or changes a byte', 'agent/bad-start', [
    'trickle on one connection',
    'of which one byte changed on the way',
  ]),
  fault(
    'S3 that cuts ranges, throttles, has an expired token, ignores ranges, or answers in chunks',
    'agent/bad-start',
    ['whose ranges are cut, refused, not ranges at all or in chunks'],
  ),
  fault('S3 that denies', 'agent/bad-start', ['that S3 denies fail the launch']),
  fault('metadata that hang, fail, or know no target state', 'agent/bad-start', ['metadata that hang, fail']),
  fault('a secret that is denied', 'agent/served', ['for want of its secret says so']),
  fault(
    'a disk that takes nothing',
    'agent/served',
    ['costs neither the secret nor the engine'],
    'a file system that is really full: files and folders in the way stand for it',
  ),
  fault('an agent that ends in every part of a launch and of its end', 'agent/bad-start', [
    'ended in every part of a launch',
  ]),
  fault('an agent that ends again and again before it is in service', 'agent/served', [
    'because its agent ends again and again',
  ]),
  fault('Auto Scaling that comes late to the launch hook', 'agent/served', ['to which Auto Scaling comes late']),
  and(
    fault('AWS that throttles a function, is silent, or fails on a later page', 'programs/limited-client', [
      'gives up a service that takes the connection and is silent',
    ]),
    'lambda/burn-meter/handler',
    ['when a later page of instances cannot be read'],
  ),
  and(
    fault('AWS that refuses a function one of several cells, or its metrics', 'lambda/cell-review/handler', [
      'reviews the other cells where CloudWatch throttles one',
    ]),
    'lambda/gpu-repair/handler',
    ['where CloudWatch takes no metric'],
  ),
  and(
    fault('odd events: without a time, without detail, of another fleet, hours late', 'lambda/burn-meter/handler', [
      'fails at an event without a time',
    ]),
    'lambda/cold-start-recorder/handler',
    ['an event without detail'],
  ),
];

/** Faults of parts that those above do not touch. */
const further: readonly Fault[] = [
  fault('a GPU that falls off the bus, a fatal Xid, and Xids of a program', 'agent/faults', [
    'one that only another host mends is told once',
    'a GPU that has left the bus asks for another host',
  ]),
  fault('a GPU that heat slows down', 'agent/faults', ['heat is a metric and nothing else']),
  fault('a kernel log and readings of the driver that fail', 'agent/gpu-health/guard-gpus', [
    'a kernel log that fails is logged and read again',
    'readings that fail are logged and begun again',
  ]),
  fault('a clock that is set by minutes or a day', 'agent/faults', ['by five minutes or a day, either way']),
  fault('a server of S3 whose certificate no trusted authority signed', 'agent/boot', [
    'only from a server whose certificate a trusted authority signed',
  ]),
  fault('weights or a manifest that are not what was pinned', 'agent/boot', ['fail the launch, which names %s']),
  fault('compiled code that is broken in the bucket, or ends an engine', 'agent/compile-cache', [
    'that is broken in the bucket costs its seconds',
    'that ends an engine is thrown away',
  ]),
  fault('an agent and one of its engines that are killed together', 'agent/faults', [
    'that is killed with one of its engines brings it back without S3',
  ]),
  fault('a guard that ends', 'agent/bad-start', ['a guard that ends is started again']),
  fault('a boot script that fails, and one that AWS denies', 'agent/boot-script', [
    'leaves its evidence where it fails',
    'ends where AWS denies the agent',
  ]),
  fault('an agent in the bucket that is not the one that is pinned', 'agent/boot-script', [
    'starts nothing that is not what was pinned',
  ]),
  fault('a spot notice while load balancing does not answer', 'agent/leaving', [
    'goes on while load balancing does not answer',
  ]),
  fault('AWS that throttles or is silent for ten minutes', 'agent/ten-minutes', [
    'of throttling hold up no engine',
    'of silence are not waited for',
  ]),
  fault('prompts that look like lines of an engine, with a secret behind them', 'privacy/agent', [
    'what the instance leaves behind has none of it',
  ]),
];

/** What tests do to one instance and to the functions, on purpose. */
export const instanceFaults: readonly Fault[] = [...requests, ...engines, ...starts, ...further];
