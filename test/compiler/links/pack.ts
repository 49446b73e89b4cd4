import { deflateRawSync, deflateSync } from 'node:zlib';
import LZString from 'lz-string';

/** A link to sequencediagram.org. */
export function sequencediagram(text: string): string {
  return `https://sequencediagram.org/index.html#initialData=${LZString.compressToEncodedURIComponent(text)}`;
}

/** The data of a link to a server of PlantUML: its letters in the place of those of Base64. */
export function plantuml(text: string): string {
  return plantumlLetters(deflateRawSync(text));
}

/** As PlantUML's own program writes it: filled up with zero bytes, so that letters come in fours. */
export function paddedPlantuml(text: string): string {
  const bytes = deflateRawSync(text);
  return plantumlLetters(Buffer.concat([bytes, Buffer.alloc((3 - (bytes.length % 3)) % 3)]));
}

function plantumlLetters(bytes: Buffer): string {
  const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const own = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
  return Array.from(bytes.toString('base64url'), (letter) => own[base64.indexOf(letter)] ?? '').join('');
}

/** The data of a link to Mermaid's editor, which packs all that it knows. */
export function pako(state: unknown): string {
  return deflateSync(JSON.stringify(state)).toString('base64url');
}

/** The data of a link to Kroki. */
export function kroki(text: string): string {
  return deflateSync(text).toString('base64url');
}
