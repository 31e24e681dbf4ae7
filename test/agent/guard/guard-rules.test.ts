import { expect, test } from 'vitest';
import { rulesText } from '../../../agent/guard/guard-rules';

test('rules hold what the script asks for, and nothing where a cell has no need of it', () => {
  expect(rulesText({ secret: undefined, parameters: {}, mostBodyBytes: 10 })).toBe(
    'local rules = { ["stateless_path"] = "/v1/responses", ["most_bytes"] = 10 }\n',
  );
  expect(rulesText({ secret: 'ab', parameters: { tenantClaim: 'sub' }, mostBodyBytes: 10 })).toContain(
    String.raw`["salt_key"] = "YWI\061", ["claim"] = "sub"`,
  );
});

test('no name of an adapter or tenant can end its string', () => {
  const adapterTenants = [{ name: 'a"] = os.exit()--', tenants: ['b\\', 'ö\n'] }];

  expect(rulesText({ secret: undefined, parameters: { adapterTenants }, mostBodyBytes: 10 })).toContain(
    String.raw`["adapters"] = { ["a\034\093 \061 os.exit\040\041--"] = { ["b\092"] = true, ["\195\182\010"] = true } }`,
  );
});
