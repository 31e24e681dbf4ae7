import { type GatewayConfiguration, gatewayConfiguration } from '../../../lib/gateway/gateway-configuration';
import type { GatewayPlace } from '../../../lib/gateway/gateway-place';
import { validPlan } from '../fleets';

/** An instance of the region, as no test has one. */
export const examplePlace: GatewayPlace = {
  address: '10.0.0.10',
  ports: { clients: 8080, peers: 8443 },
  folder: '/etc/gateway',
  publicAuthorities: '/etc/pki/tls/certs/ca-bundle.crt',
  certificate: { chain: '/etc/gateway/own.pem', key: '/etc/gateway/own.key', authority: '/etc/gateway/authority.pem' },
  instancePorts: { serving: 8080, readiness: 8081 },
  proxiesInFront: 1,
};

/** A public key, so that the configuration holds one: RFC 7517, appendix A.1. */
export const exampleKeySet = JSON.stringify({
  keys: [
    {
      kty: 'EC',
      crv: 'P-256',
      x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
      y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
      use: 'sig',
      kid: '1',
    },
  ],
});

/** What the gateways of every region of a fleet file read, two of them in each region and nothing ready yet. */
export function exampleConfigurations(
  fleetFile: string,
  place: GatewayPlace = examplePlace,
): readonly (readonly [region: string, configuration: GatewayConfiguration])[] {
  const { fleet, gateways = [] } = validPlan(fleetFile);
  const keySets = fleet.access.jwtIssuer === undefined ? {} : { [fleet.access.jwtIssuer]: exampleKeySet };
  return gateways.map((plan) => [
    plan.region,
    gatewayConfiguration({
      plan,
      fleet,
      place,
      state: { gateways: 2, cells: {}, siblings: {}, providers: {}, keySets },
    }),
  ]);
}
