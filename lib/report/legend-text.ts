import pc from 'picocolors';
import { origins } from '../figures/figure';
import { originColors } from './origin-colors';

/** What the colours of figures mean, where there are colours, and what stands in brackets. */
export const legendText = `${pc.isColorSupported ? `Colours: ${origins.map((origin) => originColors[origin](origin)).join(', ')}.\n` : ''}Ranges in brackets. Where the numbers come from: npx polyregion plan --all\n`;
