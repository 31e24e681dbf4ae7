import { error } from '../../contract/findings';
import { check } from './check';

const source = 'models[].engine of the fleet file: docs/fleet-file.md';

/** Clients ask for an adapter by its name alone. */
const adapterNamesAreUnique = check(['models'], ({ models }) =>
  models.flatMap(({ engine: { loraAdapters } }, index) => {
    const names = loraAdapters.map(({ name }) => name);
    return names.flatMap((name, position) =>
      names.indexOf(name) === position
        ? []
        : [
            error(['models', index, 'engine', 'loraAdapters', position, 'name'], {
              problem: 'is taken by another adapter of the model',
              got: name,
              expected: 'a name of its own',
              fix: 'rename one of the two, and its folder in adapters/ of the weights',
              source,
            }),
          ],
    );
  }),
);

/** A tenant is known by a token that the load balancer has verified, and by nothing else. */
const tenantsHaveTokens = check(['models', 'access'], ({ models, access }) =>
  access.jwtIssuer !== undefined
    ? []
    : models.flatMap(({ engine: { loraAdapters } }, index) =>
        loraAdapters.flatMap(({ tenants }, position) =>
          tenants === undefined
            ? []
            : [
                error(['models', index, 'engine', 'loraAdapters', position, 'tenants'], {
                  problem:
                    'cannot be told apart: clients of the fleet need no token, so that each could claim to be one',
                  got: tenants,
                  expected: 'no tenants, or access.jwtIssuer',
                  fix: 'set access.jwtIssuer, or leave tenants out',
                  source,
                }),
              ],
        ),
      ),
);

export const engineChecks = [adapterNamesAreUnique, tenantsHaveTokens];
