import { expect, test } from 'vitest';
import { failingTable } from '../../../lib/tables/options/failing';
import { options } from './small-options';

test('types of one GPU that fail for one reason are one row, by family', () => {
  expect(failingTable(options).rows).toEqual([
    ['1 × T4', 'too little memory: 60 GiB are missing (tensor parallel 1)', 'g4dn.xlarge, 2xlarge'],
  ]);
});
