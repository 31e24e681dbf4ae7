const europeanUnion = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

/**
 * Countries that a jurisdiction of this name can hold. A name that is not listed may hold any.
 *
 * @see https://european-union.europa.eu/principles-countries-history/eu-countries_en 27 member states
 */
const countriesByName: Readonly<Record<string, readonly string[]>> = {
  eu: europeanUnion,
  'european-union': europeanUnion,
  us: ['US'],
  usa: ['US'],
  'united-states': ['US'],
  uk: ['GB'],
  'united-kingdom': ['GB'],
  canada: ['CA'],
  japan: ['JP'],
  india: ['IN'],
  australia: ['AU'],
};

export function countriesOfJurisdiction(name: string): readonly string[] | undefined {
  return Object.hasOwn(countriesByName, name) ? countriesByName[name] : undefined;
}
