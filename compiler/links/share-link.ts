import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { LzString } from './lz-string.ts';
import { type Service, services, unpackedMax } from './services.ts';

/** A link whose own letters are a diagram: nothing is fetched to open it. */
export interface ShareLink {
  readonly service: Service;
  readonly data: string;
  /** A short name for it: the site, and how its data begins. */
  readonly name: string;
}

/** So long a link may be: a packed text may be so much longer that the time to unpack it grows with the square. */
const linkMax = 32_768;

/** Longer texts are not packed again to see whether the link was whole: that takes long. */
const repackedMax = 100_000;

/** The link that a text is, apart from blanks around it and the lines that a desktop puts there; null when it is none. */
export function readShareLink(text: string): ShareLink | null {
  if (text.length > 10 * linkMax) return null;
  const written = text.trim().replace(/^\[InternetShortcut\]\s+(?:URL=)?/i, '');
  if (!/^https?:\/\/\S+$/i.test(written)) return null;
  const url = URL.parse(written);
  if (url === null) return null;
  for (const service of services) {
    const data = service.find(url);
    if (data !== null) {
      return { service, data, name: `${url.hostname}#${data.replace(/^\w+:/, '').slice(0, 8)}…` };
    }
  }
  return null;
}

/** The link that another page's address holds from its `#` on: what stands there at the site's own, or a whole link; null for none. */
export function linkBehind(hash: string): string | null {
  const addresses = services.flatMap(({ editor }) => (editor === null ? [] : [editor + hash]));
  return [...addresses, hash.slice(1)].find((address) => readShareLink(address) !== null) ?? null;
}

/** The diagram of a link, or null with what is wrong with it. `file` is what diagnostics call it. */
export async function openShareLink(
  { service, data }: ShareLink,
  file: string,
  lzString: LzString,
): Promise<{ readonly text: string | null; readonly diagnostics: readonly Diagnostic[] }> {
  const start = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const refuse = (reason: string): { text: null; diagnostics: readonly Diagnostic[] } => ({
    text: null,
    diagnostics: [diagnose('damaged-link', { site: service.name, reason }, start)],
  });
  if (data.length > linkMax) return refuse(`it has more than ${linkMax} characters`);
  const packed = decodePercents(data);
  const text = packed === null ? null : await unpack(service, packed, lzString);
  if (packed === null || text === null || text === '') return refuse('its data cannot be unpacked');
  if (text.length > unpackedMax) return refuse(`its text has more than ${unpackedMax} characters`);
  // No diagram has these, and what was unpacked from wrong letters mostly does.
  if (/(?![\t\n\v\f\r])\p{Cc}|\p{Cn}/u.test(text)) return refuse('what it unpacks to is no text');
  const again = text.length > repackedMax ? null : (service.pack?.(text, lzString) ?? null);
  const isWhole = again === null || withoutPadding(again) === withoutPadding(packed);
  return {
    text,
    diagnostics: isWhole ? [] : [diagnose('doubtful-link', { site: service.name }, start)],
  };
}

async function unpack(service: Service, data: string, lzString: LzString): Promise<string | null> {
  try {
    return await service.unpack(data, lzString);
  } catch {
    return null;
  }
}

/** Browsers write some letters of the data with a percent sign. */
function decodePercents(data: string): string | null {
  try {
    // A form makes a blank of a plus sign.
    return decodeURIComponent(data).replaceAll(' ', '+');
  } catch {
    return null;
  }
}

function withoutPadding(data: string): string {
  let end = data.length;
  while (end > 0 && '+$='.includes(data.charAt(end - 1))) end--;
  return data.slice(0, end);
}
