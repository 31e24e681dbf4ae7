import { describe, expect, test } from 'vitest';
import { answerCheck, refusalCheck, streamCheck } from '../../lib/doctor/smoke-checks';

const where = 'chat united-states';
const chunk = JSON.stringify({ choices: [{ delta: { content: 'Hi' } }] });
const stream = (status: number, ...events: string[]): string =>
  streamCheck(where, { value: { status, events, secondsToFirstEvent: 0.1 } }).state;

describe('what a client gets of a deployed fleet', () => {
  test('an answer is one with tokens of the model', () => {
    const state = (status: number, body: object): string =>
      answerCheck(where, 'chat', { value: { status, text: JSON.stringify(body), seconds: 1 } }).state;
    const choices = [{ message: { content: 'Hi' }, finish_reason: 'length' }];

    expect(state(200, { choices, usage: { completion_tokens: 1 } })).toBe('fine');
    expect(state(200, { choices, usage: { completion_tokens: 0 } })).toBe('missing');
    expect(state(200, { error: 'none' })).toBe('missing');
    expect(state(503, {})).toBe('missing');
  });

  test('a stream is whole once its end is said', () => {
    expect(stream(200, chunk, chunk, '[DONE]')).toBe('fine');
    expect(stream(200, chunk)).toBe('missing');
    expect(stream(200, '[DONE]')).toBe('missing');
    expect(stream(200, '<html>', '[DONE]')).toBe('missing');
    expect(stream(401)).toBe('missing');
  });

  // 401 for a missing token: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html
  test('anything but 401 without a token is a door that stands open', () => {
    const state = (status: number): string => refusalCheck(where, { value: { status, text: '', seconds: 1 } }).state;

    expect(state(401)).toBe('fine');
    expect(state(200)).toBe('missing');
    expect(state(503)).toBe('missing');
  });
});
