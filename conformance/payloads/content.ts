/**
 * What a recorded message holds: of an HTTP message, as live runs record it with its method or status and headers, the body; of any
 * other the whole. See TRACE.md.
 */
export function contentOf(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('kind' in payload) || !('body' in payload)) {
    return payload;
  }
  const isRequest =
    payload.kind === 'request' &&
    'method' in payload &&
    typeof payload.method === 'string' &&
    'path' in payload &&
    typeof payload.path === 'string';
  const isResponse = payload.kind === 'response' && 'status' in payload && typeof payload.status === 'number';
  return isRequest || isResponse ? payload.body : payload;
}
