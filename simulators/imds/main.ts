#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { control, controlPath } from '../loopback/control';
import { serve } from '../loopback/serve';
import { answer } from './answer';
import { instanceChangeSchema, instanceSchema, usualInstance } from './instance';
import { Tokens } from './tokens';

const changeSchema = instanceChangeSchema.extend({
  /** Every token given so far is worth nothing from now on. */
  expireTokens: z.literal(true).optional(),
});

/** Instance metadata as `--instance` JSON says, until POST /_control says otherwise. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      instance: { type: 'string', default: '{}' },
      'time-factor': { type: 'string', default: '1' },
    },
  });
  const tokens = new Tokens(Number(values['time-factor']));
  let instance = instanceSchema.parse({ ...usualInstance, ...JSON.parse(values.instance) });
  const apply = ({ expireTokens, ...change }: z.infer<typeof changeSchema>): void => {
    instance = { ...instance, ...change };
    if (expireTokens) {
      tokens.expireAll();
    }
  };
  const { url } = await serve(Number(values.port), (request, response) =>
    request.url === controlPath
      ? control(request, response, changeSchema, apply, () => instance)
      : answer(instance, tokens, request, response),
  );
  process.once('SIGTERM', () => process.exit(0));
  process.once('SIGINT', () => process.exit(0));
  process.stdout.write(`imds: ${url}\n`);
}

void main();
