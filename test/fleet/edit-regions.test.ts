import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { addRegion, removeRegion, swapRegion } from '../../lib/fleet/edit-regions';
import { exampleFleets } from '../support/fleets';
import { readText } from '../support/project-root';

const block = `regions: # where we are
  - us-east-1 # home
  # cheap power
  - us-west-2
jurisdictions:
    us:   [us-east-1,us-west-2]   # the States
    wide: [
      us-east-1, # home
      us-west-2, # cheap
    ]
name: x
`;

describe('adding a region', () => {
  test('changes two lists of a jurisdiction and not a byte besides', () => {
    expect(addRegion(block, 'us-east-2', 'us')).toBe(
      block
        .replace('  - us-west-2\n', '  - us-west-2\n  - us-east-2\n')
        .replace('[us-east-1,us-west-2]', '[us-east-1,us-west-2, us-east-2]'),
    );
  });

  test.each([
    ['after the last item of a list over several lines', 'wide', 'us-west-2, us-east-2, # cheap'],
    ['in a jurisdiction that has it already once', 'us', '[us-east-1,us-west-2, us-east-2]'],
  ])('puts it %s', (_, jurisdiction, part) => {
    const text = addRegion(block, 'us-east-2', jurisdiction);

    expect(text).toContain(part);
    expect(parse(text).jurisdictions[jurisdiction]).toEqual(['us-east-1', 'us-west-2', 'us-east-2']);
    expect(addRegion(text, 'us-east-2', jurisdiction)).toBe(text);
  });

  test('keeps Windows line ends, and a file without a last line end', () => {
    expect(addRegion('jurisdictions: { us: [a] }\r\nregions:\r\n- a', 'b', 'us')).toBe(
      'jurisdictions: { us: [a, b] }\r\nregions:\r\n- a\r\n- b',
    );
  });

  test('edits a list once that two names lead to', () => {
    expect(addRegion('regions: &all [a]\njurisdictions: { us: *all }\n', 'b', 'us')).toBe(
      'regions: &all [a, b]\njurisdictions: { us: *all }\n',
    );
  });
});

describe('removing a region', () => {
  test.each([
    [
      'us-west-2',
      block
        .replace('  - us-west-2\n', '')
        .replace('us-east-1,us-west-2]', 'us-east-1]')
        .replace('us-east-1, # home\n      us-west-2, #', 'us-east-1 # home\n      , #'),
    ],
    [
      'us-east-1',
      block
        .replace('  - us-east-1 # home\n', '')
        .replace('us-east-1,us-west-2]', 'us-west-2]')
        .replace('us-east-1, # home', ' # home'),
    ],
  ])('%s leaves every other byte, and every comment between items', (region, expected) => {
    expect(removeRegion(block, region)).toBe(expected);
    expect(parse(expected).jurisdictions.wide).toHaveLength(1);
  });

  test.each(exampleFleets)('undoes adding it: %s', (path) => {
    const text = readText(path);
    const { jurisdictions } = parse(text) as { jurisdictions: Record<string, string[]> };
    const [name = ''] = Object.keys(jurisdictions);
    const added = addRegion(text, 'ap-south-1', name);

    expect(parse(added).regions).toContain('ap-south-1');
    expect(removeRegion(added, 'ap-south-1')).toBe(text);
  });
});

test('another region takes the place of one in every list, and every other byte stays', () => {
  const swapped = swapRegion(block, 'us-west-2', 'us-east-2');

  expect(swapped).toBe(block.replaceAll('us-west-2', 'us-east-2'));
  expect(parse(swapped).jurisdictions.wide).toEqual(['us-east-1', 'us-east-2']);
});
