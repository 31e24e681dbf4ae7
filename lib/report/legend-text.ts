import pc from 'picocolors';
import { fleetArgument } from '../contract/fleet-argument';
import { origins } from '../figures/figure';
import { originColors } from './origin-colors';
import { lineWidth } from './wrapped-lines';

/** What the colours of figures mean, where there are colours, and what stands in brackets; `file` is the path of the fleet file. */
export function legendText(file: string): string {
  const colors = pc.isColorSupported
    ? `Colours: ${origins.map((origin) => originColors[origin](origin)).join(', ')}.\n`
    : '';
  const command = `npx polyregion plan${fleetArgument(file)} --all`;
  const [fitting] = ['Where the numbers come from', 'Origins']
    .map((what) => `Ranges in brackets. ${what}: ${command}`)
    .filter((line) => line.length <= lineWidth);
  return `${colors}${fitting ?? `Ranges in brackets. Origins:\n  ${command}`}\n`;
}
