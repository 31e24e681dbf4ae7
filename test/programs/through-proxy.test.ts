import { expect, test } from 'vitest';
import { throughProxy } from '../../programs/through-proxy';

test('a client takes the proxy of the environment, and none where there is none', () => {
  const environment = { HTTPS_PROXY: 'http://proxy.example.com:3128', NO_PROXY: '169.254.169.254' };

  expect(throughProxy(environment)).toEqual({
    requestHandler: { httpsAgent: { keepAlive: true, proxyEnv: environment } },
  });
  expect(throughProxy({})).toEqual({});
});
