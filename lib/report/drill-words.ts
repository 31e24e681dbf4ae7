import type { DrillEvent } from '../rehearsal/drill/drill-event';
import type { DrillReport } from '../rehearsal/drill/drill-report';
import type { RouteMode } from '../rehearsal/drill/router';
import { durationWords } from './duration-words';

export const modeWords: Readonly<Record<RouteMode, string>> = { dns: 'DNS alone', gateway: 'with gateways' };

/** What is lost, for how long, and under which traffic. */
export function drillTitle({ fault, traffic, models }: DrillReport): string {
  const { loss, fromSeconds, untilSeconds, shortage } = fault;
  const where = shortage === 'everywhere' ? 'No region can' : 'The region cannot';
  return `${lossWords(loss, models)} for ${durationWords(untilSeconds - fromSeconds)}, at the ${traffic === 'peak' ? 'planned peak' : 'mean demand'} all the time. ${where} launch an instance meanwhile.`;
}

function lossWords(loss: DrillReport['fault']['loss'], models: DrillReport['models']): string {
  switch (loss.kind) {
    case 'region':
      return `${loss.region} lost`;
    case 'zone':
      return `Zone ${loss.zoneId} of ${loss.region} lost`;
    case 'instances': {
      const cell = models[0]?.cells.find(({ region }) => region === loss.region);
      return `${loss.count} of ${counted(cell?.instances ?? loss.count, 'instance')} of ${loss.model} in ${loss.region} lost`;
    }
    default:
      return loss satisfies never;
  }
}

/** What happened, for a line of a timeline. */
export function eventWords({ what }: DrillEvent): string {
  switch (what.kind) {
    case 'lost':
      return `${counted(what.instances, 'instance')} lost, ${what.left} left`;
    case 'unreachable':
      return 'the region cannot be reached';
    case 'reachable':
      return 'the region can be reached again';
    case 'not sent to':
      return `${what.by === 'gateways' ? 'the gateways send' : 'the load balancer sends'} nothing more to what is lost`;
    case 'dns':
      return what.isHealthy
        ? `DNS answers ${what.workload} with the region again`
        : `Route 53 sees that ${what.workload} has no answer here`;
    case 'clients':
      return what.come ? `clients of ${what.workload} come` : `the last clients of ${what.workload} have moved`;
    case 'launch refused':
      return `AWS has no instance for ${counted(what.instances, 'launch', 'launches')}; tried again every minute`;
    case 'launched':
      return `${counted(what.instances, 'instance')} launched`;
    case 'ready':
      return `${counted(what.instances, 'instance')} ready, ${what.serving} serve`;
    default:
      return what satisfies never;
  }
}

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** Events without the repetitions of a launch that is refused again and again. */
export const toldEvents = (events: readonly DrillEvent[]): DrillEvent[] =>
  events.filter(({ region, what }, index) => {
    const launches = events.slice(0, index).filter((event) => event.region === region && isOfLaunches(event));
    return what.kind !== 'launch refused' || launches.at(-1)?.what.kind !== 'launch refused';
  });

const isOfLaunches = ({ what: { kind } }: DrillEvent): boolean =>
  kind === 'launch refused' || kind === 'launched' || kind === 'lost';
