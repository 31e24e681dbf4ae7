import { error, type Finding } from '../contract/findings';
import { type JsonObject, jsonObject } from '../contract/json-object';

/** A JSON Web Token whose signature is not verified yet. */
export interface ParsedToken {
  readonly header: JsonObject;
  readonly claims: JsonObject;
  /** The bytes that the issuer has signed. */
  readonly signed: string;
  /** In base64url. */
  readonly signature: string;
}

const source = 'https://www.rfc-editor.org/rfc/rfc7519';

/** Reads a token, with or without `Bearer ` before it. No message repeats the token, which is a credential. */
export function parseToken(text: string): ParsedToken | Finding {
  const token = text.trim().replace(/^bearer +/i, '');
  const [header = '', claims = '', signature = '', ...rest] = token.split('.');
  const refuse = (problem: string): Finding =>
    error(['token'], {
      problem,
      got: `${token.length} characters`,
      expected: 'header.claims.signature, each in base64url',
      fix: 'copy the access token whole; an opaque access token cannot be used, so ask the issuer for one with an audience of your own',
      source,
    });
  if (signature === '' || rest.length > 0) {
    return refuse('is no signed JSON Web Token');
  }
  const parsedHeader = jsonOf(header);
  const parsedClaims = jsonOf(claims);
  return parsedHeader === undefined || parsedClaims === undefined
    ? refuse('cannot be read')
    : { header: parsedHeader, claims: parsedClaims, signed: `${header}.${claims}`, signature };
}

const jsonOf = (part: string): JsonObject | undefined => jsonObject(Buffer.from(part, 'base64url').toString('utf8'));
