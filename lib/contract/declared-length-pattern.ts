/**
 * Matches every number up to `bytes`, which must be one digit and then nines. A firewall in front of a load balancer sees
 * the first 8,192 bytes of a body and cannot compare a header as a number, so the declared length is matched as text.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html
 */
export function declaredLengthPattern(bytes: number): string {
  const [first = '', ...rest] = String(bytes);
  if (rest.length === 0 || first === '0' || rest.some((digit) => digit !== '9')) {
    throw new Error(`a length limit must be one digit and then nines: got ${bytes}`);
  }
  return `^([0-9]{1,${rest.length}}|[1-${first}][0-9]{${rest.length}})$`;
}
