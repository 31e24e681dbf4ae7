import type { SettingLoss } from '../optimizer/optimization';
import type { SettingChange } from '../optimizer/setting-change';
import { durationWords } from './duration-words';

export function changeWords(change: SettingChange): string {
  switch (change.kind) {
    case 'region': {
      const { jurisdiction, region, next } = change;
      return next === undefined
        ? `${jurisdiction} without ${region}`
        : `${jurisdiction}: ${next} in place of ${region}`;
    }
    case 'failover mode':
      return `${change.workload}: ${change.to} in place of ${change.from}`;
    case 'all on spot':
      return `${change.model}: as many spot instances as its work needs, in place of ${change.from} a region at most`;
    default:
      return change satisfies never;
  }
}

export function settingLossWords(loss: SettingLoss): string {
  switch (loss.kind) {
    case 'what stands there': {
      const { region, next } = loss;
      return next === undefined
        ? `what stands in ${region}`
        : `what stands in ${region}: ${next} needs stacks, weights and quotas before it`;
    }
    case 'nearness':
      return `nearness: a mean user of ${loss.workload} is ${Math.round(loss.toMs)} ms a round trip away, not ${Math.round(loss.fromMs)} ms`;
    case 'regions left after a loss':
      return `${loss.from - loss.to} of ${loss.from} regions of ${loss.jurisdiction} that are left after a loss`;
    case 'recovery time':
      return `recovery time: after the loss of a region all of ${loss.workload} is served again within ${durationWords(loss.toSeconds)}, not ${durationWords(loss.fromSeconds)}; the file promises ${durationWords(loss.promisedSeconds)}`;
    case 'on demand':
      return `${loss.model} on demand: interruptions of spot delay its work`;
    default:
      return loss satisfies never;
  }
}
