/** What is lost in a drill. */
export type Loss =
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'zone'; readonly region: string; readonly zoneId: string }
  /** `count` instances of one cell are lost at once. */
  | { readonly kind: 'instances'; readonly region: string; readonly model: string; readonly count: number };

/** A loss with its times, in seconds from the beginning. */
export interface DrillFault {
  readonly loss: Loss;
  readonly fromSeconds: number;
  /** Until this second no lost instance can be replaced. */
  readonly untilSeconds: number;
  /** Meanwhile no region can launch an instance, or only the region of the loss cannot. */
  readonly shortage: 'everywhere' | 'where lost';
}

export const isActive = ({ fromSeconds, untilSeconds }: DrillFault, second: number): boolean =>
  second >= fromSeconds && second < untilSeconds;

/** Whether an instance of that cell can be launched. */
export function canLaunch(fault: DrillFault, region: string, second: number): boolean {
  return !isActive(fault, second) || (fault.shortage === 'where lost' && fault.loss.region !== region);
}

export const isRegionDown = (fault: DrillFault, region: string, second: number): boolean =>
  fault.loss.kind === 'region' && fault.loss.region === region && isActive(fault, second);
