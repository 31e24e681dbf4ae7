import { countriesOfJurisdiction } from '../../catalogue/jurisdictions';
import { region } from '../../catalogue/regions';
import { error, type Finding, type Path, warning } from '../../contract/findings';
import { hoursPerMonth } from '../../figures/hours';
import { didYouMean } from '../nearest';
import { hostFault } from '../public-host';
import { type FleetFile, isNone } from '../schema';
import type { ProviderEntry } from '../schema/gateway-schema';
import { check } from './check';

const source = 'docs/gateway.md, providers';

/** What each kind of provider states, and the other must not. */
const fieldsOf = { bedrock: ['region'], openai: ['host', 'keySecret'] } as const;
const allFields = [...fieldsOf.bedrock, ...fieldsOf.openai];

const fieldFindings = (provider: ProviderEntry, at: Path): Finding[] =>
  allFields.flatMap((field) => {
    const isNeeded = (fieldsOf[provider.kind] as readonly string[]).includes(field);
    const problem =
      isNeeded && provider[field] === undefined
        ? 'is missing'
        : !isNeeded && provider[field] !== undefined
          ? `is not for a provider of the kind ${provider.kind}`
          : undefined;
    return problem === undefined
      ? []
      : [
          error([...at, field], {
            problem,
            got: provider[field],
            expected: `${fieldsOf[provider.kind].join(' and ')} for ${provider.kind}`,
            fix: isNeeded ? 'add it' : 'remove it',
            source,
          }),
        ];
  });

function hostFindings({ host }: ProviderEntry, at: Path): Finding[] {
  const problem = host === undefined ? undefined : hostFault(`https://${host}`);
  return problem === undefined
    ? []
    : [
        error([...at, 'host'], {
          problem,
          got: host,
          expected: 'a public host: a gateway sends prompts to no address of a private network',
          fix: 'name the public host of the provider',
          source,
        }),
      ];
}

function placeFindings(
  { jurisdiction, region: code }: ProviderEntry,
  at: Path,
  jurisdictions: FleetFile['jurisdictions'],
): Finding[] {
  const names = Object.keys(jurisdictions);
  if (!names.includes(jurisdiction)) {
    return [
      error([...at, 'jurisdiction'], {
        problem: 'names no jurisdiction of the fleet',
        got: jurisdiction,
        expected: `one of ${names.join(', ')}`,
        fix: didYouMean(jurisdiction, names),
        source,
      }),
    ];
  }
  const countries = countriesOfJurisdiction(jurisdiction);
  const country = code === undefined ? undefined : region(code)?.country;
  const isInside =
    code === undefined ||
    jurisdictions[jurisdiction]?.includes(code) ||
    (countries !== undefined && country !== undefined && countries.includes(country));
  return isInside
    ? []
    : [
        error([...at, 'region'], {
          problem: `is not inside the jurisdiction ${jurisdiction}`,
          got: code,
          expected: countries === undefined ? 'a region of the jurisdiction' : `a region in ${countries.join(', ')}`,
          fix: 'name a region of the jurisdiction, where Bedrock has the model',
          source,
        }),
      ];
}

/** A provider on a name of the fleet would send prompts back to it. */
const loopFindings = ({ host }: ProviderEntry, domain: string, at: Path): Finding[] =>
  host === undefined || !(host === domain || host.endsWith(`.${domain}`))
    ? []
    : [
        error([...at, 'host'], {
          problem: 'is a name of this fleet, which would send requests to itself',
          got: host,
          expected: `no name of ${domain}`,
          fix: 'name the public host of the provider',
          source,
        }),
      ];

/** Every region counts for itself, so that all of them together may spend its limit once each. */
function spendingFindings(
  { maxUsdPerHour }: ProviderEntry,
  regions: number,
  budget: FleetFile['budgetsUsdPerMonth']['serving'],
  at: Path,
): Finding[] {
  const most = maxUsdPerHour * regions * hoursPerMonth;
  return isNone(budget) || most <= budget
    ? []
    : [
        warning([...at, 'maxUsdPerHour'], {
          problem: `allows more than the budget of serving: ${regions} ${regions === 1 ? 'region' : 'regions'} × ${hoursPerMonth} h a month are ${Math.round(most)} USD`,
          got: maxUsdPerHour,
          expected: `at most ${(budget / regions / hoursPerMonth).toPrecision(2)}, which is the whole budget`,
          fix: 'lower it: the plan does not count what providers cost',
          source,
        }),
      ];
}

const isNamed = ({ name }: ProviderEntry, workloads: FleetFile['workloads']): boolean =>
  workloads.some(({ whenShort = [] }) =>
    whenShort.some((entry) => typeof entry === 'object' && 'provider' in entry && entry.provider === name),
  );

export const providerChecks = [
  check(['gateway', 'domain'], ({ gateway, domain }) =>
    (gateway?.providers ?? []).flatMap((provider, index) =>
      loopFindings(provider, domain, ['gateway', 'providers', index]),
    ),
  ),
  check(['gateway', 'jurisdictions', 'budgetsUsdPerMonth'], ({ gateway, jurisdictions, budgetsUsdPerMonth }) =>
    (gateway?.providers ?? []).flatMap((provider, index) =>
      spendingFindings(provider, jurisdictions[provider.jurisdiction]?.length ?? 1, budgetsUsdPerMonth.serving, [
        'gateway',
        'providers',
        index,
      ]),
    ),
  ),
  check(['gateway', 'workloads'], ({ gateway, workloads }) =>
    (gateway?.providers ?? []).flatMap((provider, index) =>
      isNamed(provider, workloads)
        ? []
        : [
            warning(['gateway', 'providers', index], {
              problem: 'is asked by no workload',
              got: provider.name,
              expected: 'its name in a whenShort of a workload',
              fix: `add { provider: ${provider.name} } to workloads[].whenShort, or remove the provider`,
              source,
            }),
          ],
    ),
  ),
  check(['gateway', 'jurisdictions'], ({ gateway, jurisdictions }) =>
    (gateway?.providers ?? []).flatMap((provider, index, all) => {
      const at = ['gateway', 'providers', index];
      const isRepeated = all.findIndex(({ name }) => name === provider.name) < index;
      return [
        ...fieldFindings(provider, at),
        ...hostFindings(provider, at),
        ...placeFindings(provider, at, jurisdictions),
        ...(isRepeated
          ? [
              error([...at, 'name'], {
                problem: 'is the name of another provider, too',
                got: provider.name,
                expected: 'each name once',
                fix: 'rename one of them',
                source,
              }),
            ]
          : []),
      ];
    }),
  ),
];
