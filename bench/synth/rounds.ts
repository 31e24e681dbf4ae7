import { measureSynth, type Sample } from './measure-synth';
import { type SideName, sideNames, sides } from './sides';
import { type Summary, summary } from './summary';

export type Measured = Readonly<Record<SideName, Summary>>;

/** A warm-up, then `rounds` rounds of every side in turn, so that other work on the machine disturbs all sides alike. */
export function measureRounds(rounds: number, progress: (text: string) => void): Measured {
  const run = (round: string, alarmsOf: (name: SideName) => number) =>
    sideNames.map((name): [SideName, Sample] => {
      progress(`${round}: ${name}`);
      return [name, measureSynth(sides[name], alarmsOf(name))];
    });

  const warmUp = Object.fromEntries(run('warm-up', () => 0)) as Record<SideName, Sample>;
  const alarms = (name: SideName): number =>
    name in counterpart ? missing(warmUp[name], warmUp[counterpart[name as keyof typeof counterpart]]) : 0;
  const samples = Array.from({ length: rounds }, (_, index) => run(`round ${index + 1} of ${rounds}`, alarms)).flat();
  return Object.fromEntries(
    sideNames.map((name) => [name, summary(samples.filter(([side]) => side === name).map(([, sample]) => sample))]),
  ) as Record<SideName, Summary>;
}

const counterpart = { bare2: 'fleet2', bare2Nag: 'fleet2', bare12: 'fleet12', bare12Nag: 'fleet12' } as const;

/** Number of alarms that make the plain app, synthesized without any, as large as the fleet's app. */
function missing(bare: Sample, fleet: Sample): number {
  const alarms = fleet.resources - bare.resources;
  if (alarms < 0) {
    throw new Error(`bare app: must be no larger than the fleet's ${fleet.resources} resources, got ${bare.resources}`);
  }
  return alarms;
}
