import { coverage, heldRatio } from '../deploy/coverage';
import { exampleRequest } from '../instance/example-request';
import { reality } from '../instance/reality';
import type { LocalFleet } from './deploy-local';

/** The result of a local deployment as JSON, for programs. */
export function localFleetJson({ ministack, moto, instance }: LocalFleet): object {
  const types = coverage({ ministack: ministack.stacks, moto: moto.stacks });
  return {
    emulators: [ministack, moto].map(({ emulator, server, hostedZoneId, stacks }) => ({
      emulator,
      url: server.url,
      hostedZoneId,
      stacks: stacks.map(({ name, region, original, template }) => ({
        name,
        region,
        resources: Object.keys(original.Resources).length,
        created: Object.keys(template.Resources).length,
      })),
    })),
    heldRatio: heldRatio(types),
    types,
    instance:
      'absent' in instance
        ? instance
        : { model: instance.cell.model, region: instance.cell.region, ...exampleRequest(instance), ...reality },
  };
}
