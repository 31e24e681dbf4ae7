import { expect, test } from 'vitest';
import { editFleet } from '../../lib/fleet/edit-fleet';

const text = `regions: [us-east-1, us-west-2] # home first
jurisdictions: { us: [us-east-1, us-west-2] }
models:
  - name: chat # answers
    tensorParallel: 4
`;

test('fields and regions change together, and every other byte stays', () => {
  const edits = [
    { path: ['models', 0], key: 'tensorParallel', value: 8 },
    { region: 'us-west-2', next: 'us-east-2' },
  ];

  expect(editFleet(text, edits)).toBe(
    text.replace('tensorParallel: 4', 'tensorParallel: 8').replaceAll('us-west-2', 'us-east-2'),
  );
});

test('a region without another in its place leaves every list', () => {
  expect(editFleet(text, [{ region: 'us-west-2', next: undefined }])).toBe(text.replaceAll(', us-west-2', ''));
});

test('fails to reach a field of an entry that is not there', () => {
  expect(editFleet(text, [{ path: ['models', 1], key: 'tensorParallel', value: 8 }])).toBeUndefined();
});
