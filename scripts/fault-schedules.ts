import fc from 'fast-check';
import { faultKinds, type ScheduledFault } from '../lib/rehearsal/faults/fault-schedule';

/** Least and most of a fault's times, seconds. */
const firstAt = { min: 300, max: 3000 };
const lasts = { min: 60, max: 3600 };

const fault = fc.record({
  kind: fc.constantFrom(...faultKinds),
  seconds: fc.integer(lasts),
  where: fc.nat(11),
  share: fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
});

/** Two to five faults, each of which begins while the one before it lasts. */
export const faultSchedules: fc.Arbitrary<readonly ScheduledFault[]> = fc
  .tuple(fc.integer(firstAt), fc.array(fc.tuple(fault, fc.integer({ min: 0, max: 9 })), { minLength: 2, maxLength: 5 }))
  .map(([first, parts]) => {
    let at = first;
    return parts.map(([one, tenths]) => {
      const scheduled = { ...one, at };
      at += Math.floor((one.seconds * tenths) / 10);
      return scheduled;
    });
  });
