import { describe, expect, test } from 'vitest';
import { type RepairEvent, readRequest } from '../../../lambda/gpu-repair/read-request';
import sample from './repair-requested-event.json';

const event = sample as unknown as RepairEvent;
const read = (changed: Record<string, unknown> = {}, detail: Record<string, unknown> = {}) =>
  readRequest({ ...event, ...changed, detail: { ...event.detail, ...detail } }, 'assistant', ['llama-70b']);

describe('a request for repair', () => {
  test('is read from the event, with the time at which EventBridge took it', () => {
    expect(read()).toEqual({ ...sample.detail, atSeconds: Date.UTC(2026, 10, 23, 3) / 1000 });
  });

  test.each([
    ['from another source', { source: 'aws.ec2' }, {}],
    ['of another kind', { 'detail-type': 'Launch Failed' }, {}],
    ['without a time', { time: 'soon' }, {}],
    ['of another fleet', {}, { fleet: 'other' }],
    ['about a model without a cell here', {}, { model: 'llama-8b' }],
    ['about something that is no instance', {}, { instanceId: 'i-0123456789abcdef0; rm' }],
    ['with an unknown reason', {}, { reason: 'slow' }],
    ['with error numbers that are none', {}, { xidCodes: ['79'] }],
    ['without error numbers', {}, { xidCodes: undefined }],
    ['without evidence', {}, { evidence: 7 }],
  ])('%s is none', (_what, changed, detail) => {
    expect(read(changed, detail)).toBeUndefined();
  });

  test.each([[null], ['text'], [undefined]])('a detail of %s is none', (detail) => {
    expect(readRequest({ ...event, detail: detail as never }, 'assistant', ['llama-70b'])).toBeUndefined();
  });

  test('evidence is cut, and so are endless error numbers', () => {
    const long = read({}, { evidence: 'x'.repeat(5000), xidCodes: Array.from({ length: 100 }, () => 79) });

    expect(long?.evidence).toHaveLength(2000);
    expect(long?.xidCodes).toHaveLength(32);
  });
});
