import { describe, expect, test } from 'vitest';
import { applicationXidCodes, fatalXidCodes } from '../../lib/catalogue/xid-codes';
import { chatFleetText, edit, load } from '../support/fleets';

const findingsOf = (codes: string) =>
  load(
    edit(chatFleetText(), '    precision: fp8', `    toleratedXidCodes: ${codes}\n    precision: fp8`),
  ).findings.filter(({ path }) => path.includes('toleratedXidCodes'));

describe('tolerated Xids', () => {
  test.each(fatalXidCodes)('%i may be tolerated: it is fatal', (code) => {
    expect(findingsOf(`[${code}]`)).toEqual([]);
  });

  test.each([...applicationXidCodes, 1, 43])('fails on %i, which replaces no instance anyway', (code) => {
    expect(findingsOf(`[63, ${code}]`)).toMatchObject([
      {
        level: 'error',
        path: 'models[0].toleratedXidCodes[1]',
        message: expect.stringContaining(
          `is not fatal, so it needs no toleration, got ${code}, expected one of 46, 48`,
        ),
      },
    ]);
  });

  test.each(['63', '["63"]', '[6.3]'])('fails on %s, which is no list of numbers', (codes) => {
    expect(findingsOf(codes)).toHaveLength(1);
  });
});
