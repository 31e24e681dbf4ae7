import { CreateHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import type { ServerProcess } from '../emulators/server-process';
import { emulatedAws } from './emulated-aws';

/** Creates the public hosted zone that a fleet expects. @returns the id that the emulator gave it */
export async function makeHostedZone(server: ServerProcess, account: string, domain: string): Promise<string> {
  const client = new Route53Client(emulatedAws(server, 'us-east-1', account));
  try {
    const { HostedZone } = await client.send(new CreateHostedZoneCommand({ Name: domain, CallerReference: domain }));
    return HostedZone?.Id?.replace('/hostedzone/', '') ?? '';
  } finally {
    client.destroy();
  }
}
