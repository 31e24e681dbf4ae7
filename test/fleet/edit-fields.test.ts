import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { editFields } from '../../lib/fleet/edit-fields';
import { exampleFleets } from '../support/fleets';
import { readText } from '../support/project-root';

const block = `models: # served here
  - name: a # the first
    instanceTypes:
      - p5.48xlarge
      - p5en.48xlarge
    tensorParallel: 4 # two replicas
    precision: fp8
  - { name: b, tensorParallel: 1, instanceTypes: [g6e.xlarge] } # the second
regions: [us-east-1]
`;

test.each([
  {
    what: 'a value, its comment kept',
    edit: { path: ['models', 0], key: 'tensorParallel', value: 2 },
    from: 'tensorParallel: 4 #',
    to: 'tensorParallel: 2 #',
  },
  {
    what: 'a list of several lines',
    edit: { path: ['models', 0], key: 'instanceTypes', value: ['p5en.48xlarge'] },
    from: 'instanceTypes:\n      - p5.48xlarge\n      - p5en.48xlarge\n',
    to: 'instanceTypes: [p5en.48xlarge]\n',
  },
  {
    what: 'a field that is not there yet, after the last',
    edit: { path: ['models', 0], key: 'kvPrecision', value: 'fp8' },
    from: '    precision: fp8\n',
    to: '    precision: fp8\n    kvPrecision: fp8\n',
  },
  {
    what: 'a field within braces',
    edit: { path: ['models', 1], key: 'kvPrecision', value: 'fp8' },
    from: '[g6e.xlarge] }',
    to: '[g6e.xlarge], kvPrecision: fp8 }',
  },
  {
    what: 'a field of the whole file',
    edit: { path: [], key: 'owner', value: 'me@example.com' },
    from: 'regions: [us-east-1]\n',
    to: 'regions: [us-east-1]\nowner: "me@example.com"\n',
  },
  {
    what: 'nothing in place of a line',
    edit: { path: ['models', 0], key: 'tensorParallel', value: undefined },
    from: '    tensorParallel: 4 # two replicas\n',
    to: '',
  },
  {
    what: 'nothing within braces',
    edit: { path: ['models', 1], key: 'tensorParallel', value: undefined },
    from: 'tensorParallel: 1, ',
    to: '',
  },
])('sets $what, and no other byte changes', ({ edit, from, to }) => {
  expect(editFields(block, [edit])).toBe(block.replace(from, to));
});

test('an entry that is an alias cannot be edited', () => {
  const text = 'a: &first { tensorParallel: 1 }\nmodels: [*first]\n';

  expect(editFields(text, [{ path: ['models', 0], key: 'tensorParallel', value: 2 }])).toBeUndefined();
});

test.each(exampleFleets)('%s says what was set, and all else as before', (path) => {
  const text = readText(path);
  const edited = editFields(text, [
    { path: ['models', 0], key: 'instanceTypes', value: ['p5.48xlarge'] },
    { path: ['models', 0], key: 'parallel', value: { tensor: 2, data: 4, expert: true } },
    { path: ['models', 0], key: 'tensorParallel', value: undefined },
  ]);
  const { tensorParallel: _gone, ...model } = parse(text).models[0];

  expect(parse(edited as string)).toEqual({
    ...parse(text),
    models: [
      { ...model, instanceTypes: ['p5.48xlarge'], parallel: { tensor: 2, data: 4, expert: true } },
      ...parse(text).models.slice(1),
    ],
  });
});
