import type { ShownNews } from '../../conformance/shown-run.ts';

/** Hears what is appended to a trace after the first `known` lines that are shown; `closed` when nothing more will come. */
export function listen(
  known: number,
  heard: (news: ShownNews) => void,
  closed: () => void,
): { readonly stop: () => void } {
  const url = new URL('live', document.baseURI);
  url.protocol = url.protocol.replace('http', 'ws');
  url.searchParams.set('known', String(known));
  const socket = new WebSocket(url);
  socket.addEventListener('message', ({ data }) => heard(JSON.parse(String(data)) as ShownNews));
  socket.addEventListener('close', closed);
  return { stop: () => socket.close() };
}
