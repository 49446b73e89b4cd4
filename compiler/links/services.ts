import { type DeflateFormat, inflate } from './inflate.ts';
import { base64url, bytesOfHex, bytesOfLetters, plantuml } from './letters.ts';
import type { LzString } from './lz-string.ts';

/** A site whose links hold the text of a diagram. */
export interface Service {
  readonly name: string;
  /** The packed text in a link to it; null when the link is none of its. */
  readonly find: (url: URL) => string | null;
  /** The address of its editor, where the data stands behind the `#`; null where it stands elsewhere. */
  readonly editor: string | null;
  /** The text that was packed. May reject, give null, or give rubbish, when the link is damaged. */
  readonly unpack: (data: string, lzString: LzString) => Promise<string | null>;
  /** The link's data for a text, where it is known to the letter how the site packs; null where it is not. */
  readonly pack: ((text: string, lzString: LzString) => string) | null;
}

/** So long the text of a link may be, in UTF-16 units or bytes. */
export const unpackedMax = 1_000_000;

export const services: readonly Service[] = [
  {
    name: 'sequencediagram.org',
    find: ({ hostname, hash }) =>
      isHost(hostname, 'sequencediagram.org') ? (/[#&]initialData=([^&]+)/.exec(hash)?.[1] ?? null) : null,
    editor: 'https://sequencediagram.org/index.html',
    unpack: async (data, lzString) => lzString.decompressFromEncodedURIComponent(data),
    pack: (text, lzString) => lzString.compressToEncodedURIComponent(text),
  },
  {
    name: 'Kroki',
    find: ({ hostname, pathname }) =>
      isHost(hostname, 'kroki.io')
        ? (/^\/(?:plantuml|c4plantuml|mermaid)\/\w+\/([\w=-]+)$/.exec(pathname)?.[1] ?? null)
        : null,
    editor: null,
    unpack: async (data) => inflated(bytesOfLetters(data, base64url), 'deflate'),
    pack: null,
  },
  {
    name: 'PlantUML',
    // Companies have servers of their own, so any host will do.
    find: ({ hostname, pathname }) => {
      const data = /\/(?:uml|png|svg|txt|img|map|epng|esvg|umla|dpng|dsvg)\/([\w~-]+)$/.exec(pathname)?.[1];
      const isServer = isHost(hostname, 'plantuml.com') || pathname.includes('/plantuml/');
      return isServer ? (data ?? null) : null;
    },
    editor: null,
    unpack: unpackPlantuml,
    pack: null,
  },
  {
    name: 'Mermaid',
    find: ({ hostname, pathname, hash }) =>
      isHost(hostname, 'mermaid.live')
        ? (/^#((?:pako|base64):[\w+/=-]+)$/.exec(hash)?.[1] ?? null)
        : isHost(hostname, 'mermaid.ink')
          ? (/^\/(?:img|svg|pdf)\/([\w+/=:-]+)$/.exec(pathname)?.[1] ?? null)
          : null,
    editor: 'https://mermaid.live/edit',
    unpack: unpackMermaid,
    pack: null,
  },
];

/** Deflated bytes in letters of its own; `~h` marks plain hexadecimal digits, `~1` what stands there without a mark. */
async function unpackPlantuml(data: string): Promise<string | null> {
  if (data.startsWith('~h')) return textOf(bytesOfHex(data.slice(2)));
  return inflated(bytesOfLetters(data.replace(/^~1/, ''), plantuml), 'deflate-raw');
}

/** What the editor knows as JSON, deflated after `pako:`; the text of the diagram is its `code`. */
async function unpackMermaid(data: string): Promise<string | null> {
  const [, kind = 'base64', packed = ''] = /^(?:(pako|base64):)?(.*)$/.exec(data) ?? [];
  const bytes = bytesOfLetters(packed.replaceAll('+', '-').replaceAll('/', '_'), base64url);
  const text = kind === 'pako' ? await inflated(bytes, 'deflate') : textOf(bytes);
  // mermaid.ink takes the bare text as well.
  if (text === null || !text.trimStart().startsWith('{')) return text;
  const state: unknown = JSON.parse(text);
  const isState = typeof state === 'object' && state !== null && 'code' in state;
  return isState && typeof state.code === 'string' ? state.code : null;
}

async function inflated(
  bytes: Uint8Array<ArrayBuffer> | null,
  format: DeflateFormat,
): Promise<string | null> {
  return bytes === null ? null : textOf(await inflate(bytes, format, unpackedMax));
}

function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

function isHost(hostname: string, name: string): boolean {
  return hostname === name || hostname.endsWith(`.${name}`);
}
