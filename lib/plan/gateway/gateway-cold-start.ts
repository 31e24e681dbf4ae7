import { sum } from '../../figures/arithmetic';
import { assumed, type Figure, published } from '../../figures/figure';
import { registration } from '../cold-start/cold-start';

/** From the launch of a gateway until it gets traffic, one stage after the other, in seconds. */
export interface GatewayColdStart {
  readonly launch: Figure;
  readonly boot: Figure;
  readonly image: Figure;
  readonly start: Figure;
  readonly registration: Figure;
  readonly totalSeconds: Figure;
}

const stages = {
  launch: {
    ...published(17.8, 's', {
      source: 'brevdev/ec2-coldboot-research, commit 0f8ef4f8: pending to running of t3 and m7i, no GPU',
      date: '2026',
    }),
    high: 60,
  },
  boot: assumed(
    30,
    's',
    'running to program started; 8 s to SSH and 22 s to a kubelet were published for instances without GPUs, from smaller images',
    { low: 8, high: 120 },
  ),
  image: assumed(
    15,
    's',
    'pull of Envoy’s image, 42 MB compressed (hub.docker.com, distroless-v1.40-latest, read 2026-11-27)',
    { low: 5, high: 60 },
  ),
  start: assumed(5, 's', 'Envoy reads its configuration, and finds instances that are ready', { low: 1, high: 20 }),
  registration: registration(),
} as const;

export const gatewayColdStart: GatewayColdStart = { ...stages, totalSeconds: sum('s', Object.values(stages)) };
