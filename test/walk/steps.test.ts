import { expect, test } from 'vitest';
import { pageCommands } from './page-commands';
import { page, steps } from './steps';

test('the walk through the first deployment types what the page says, in its order', () => {
  expect(steps.map(({ command }) => command)).toEqual(pageCommands(page));
});
