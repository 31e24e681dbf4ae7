import { expect, test } from 'vitest';
import { responseHead } from '../../../agent/weights/response-head';

test.each([
  ['HTTP/1.1 206 Partial Content\r\nContent-Length: 7\r\nETag: "a:b"', { status: 206, bodyBytes: 7, keepsAlive: true }],
  ['HTTP/1.1 206 \r\ncontent-length:7\r\nConnection: Close', { status: 206, bodyBytes: 7, keepsAlive: false }],
  ['HTTP/1.1 503 Slow Down\r\ntransfer-encoding: chunked', { status: 503, bodyBytes: undefined, keepsAlive: true }],
  [
    'HTTP/1.1 206 OK\r\ncontent-length: 7\r\ntransfer-encoding: chunked',
    { status: 206, bodyBytes: undefined, keepsAlive: true },
  ],
  ['HTTP/1.1 206 OK\r\ncontent-length: 7, 7', { status: 206, bodyBytes: undefined, keepsAlive: true }],
  ['HTTP/1.0 200 OK', undefined],
  ['SSH-2.0-OpenSSH_9.2', undefined],
])('reads the head %j', (text, head) => {
  expect(responseHead(text)).toEqual(head);
});
