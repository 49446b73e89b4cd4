import { createHmac, timingSafeEqual } from 'node:crypto';

/** The user of an access token (JWT, HS256, audience `account`), null when the token is not good. */
export function userOf(authorization: string | undefined, key: string): string | null {
  const [, header, claims, signature] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization ?? '') ?? [];
  if (header === undefined || claims === undefined || signature === undefined) return null;
  const expected = createHmac('sha256', key).update(`${header}.${claims}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const { alg } = decode(header);
  const { sub, aud, exp } = decode(claims);
  const isGood = alg === 'HS256' && aud === 'account' && typeof exp === 'number' && exp * 1000 > Date.now();
  return isGood && typeof sub === 'string' ? sub : null;
}

function decode(part: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
