import { expect, test } from 'vitest';
import { vllm } from '../../lib/engine/vllm';
import { plannedCommands } from '../../scripts/planned-commands';
import table from './vllm-commands.json';

/** `npm run verify:engine` gives them to the release's own parser, and writes what it says against any. */
test("the pinned release's own parser took the arguments that the fleet would start each known model with", () => {
  expect(table.release).toBe(vllm.release);
  expect(table.commands.filter((command) => 'refused' in command)).toEqual([]);
  expect(plannedCommands()).toEqual(table.commands);
});
