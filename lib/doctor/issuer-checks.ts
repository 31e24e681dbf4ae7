import { isJsonObject, jsonObject } from '../contract/json-object';
import { keySetFaults } from '../tokens/key-set';
import { type Answer, type Check, judged } from './check';

/**
 * Whether an issuer says of itself what the fleet file says of it.
 *
 * @param answer its `/.well-known/openid-configuration`
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
export const issuerCheck = (issuer: string, keySetUrl: string, answer: Answer<string>): Check =>
  judged('issuer', issuer, answer, (text) => {
    const { issuer: own, jwks_uri: keys } = jsonObject(text) ?? {};
    if (typeof own !== 'string') {
      return { state: 'missing', says: 'names no issuer: set access.jwtIssuer to an OpenID Connect issuer' };
    }
    if (own !== issuer) {
      return { state: 'missing', says: `calls itself ${own}, as its tokens do: set access.jwtIssuer to that` };
    }
    return keys === keySetUrl
      ? { state: 'fine', says: 'answers, and names the same key set' }
      : { state: 'missing', says: `has its keys at ${String(keys)}: set access.jwksUrl to that` };
  });

/** Whether a load balancer can read the issuer's keys. @param answer the key set */
export const keySetCheck = (url: string, answer: Answer<string>): Check =>
  judged('key set', url, answer, (text) => {
    const faults = keySetFaults(text);
    return faults.length === 0
      ? { state: 'fine', says: `${rsaKeys(text)} RSA keys` }
      : { state: 'missing', says: faults.map(({ message }) => message).join('; ') };
  });

const rsaKeys = (text: string): number => {
  const keys = jsonObject(text)?.keys;
  return Array.isArray(keys) ? keys.filter((key) => isJsonObject(key) && key.kty === 'RSA').length : 0;
};
