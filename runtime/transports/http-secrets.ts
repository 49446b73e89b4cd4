import type { HttpMessage } from './http.ts';

/** A message without the values of its headers and query parameters that let somebody in. */
export function redactHttp(message: HttpMessage): HttpMessage {
  const headers = withoutSecrets(message.headers, secretHeaders);
  return message.kind === 'response'
    ? { ...message, headers }
    : { ...message, headers, query: withoutSecrets(message.query, secretParameters) };
}

const secretHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
  'set-cookie',
  'x-api-key',
]);

/** A browser has no headers for a WebSocket, so that its token is in the query. */
const secretParameters: ReadonlySet<string> = new Set(['access_token']);

type Texts = Readonly<Record<string, string>>;

function withoutSecrets(texts: Texts, secrets: ReadonlySet<string>): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [
      name,
      secrets.has(name.toLowerCase()) ? redact(value) : value,
    ]),
  );
}

/** `Bearer abc` says as much as `Bearer …` to people who look for what is wrong. */
function redact(value: string): string {
  const [scheme] = /^(?:Basic|Bearer|Digest|Negotiate) /i.exec(value) ?? [''];
  return `${scheme}[redacted]`;
}
