/** Sixty-four letters for six bits each, in the order of the numbers that they stand for. */
export type Alphabet = string;

/** Those of RFC 4648 for addresses. */
export const base64url: Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Those of PlantUML's servers. */
export const plantuml: Alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

/** The bytes that letters stand for, up to the first `=`; null when one of them is not of the alphabet. */
export function bytesOfLetters(letters: string, alphabet: Alphabet): Uint8Array<ArrayBuffer> | null {
  const [data = ''] = letters.split('=', 1);
  const bytes = new Uint8Array(Math.floor((data.length * 6) / 8));
  let length = 0;
  let [pending, bits] = [0, 0];
  for (const letter of data) {
    const value = alphabet.indexOf(letter);
    if (value === -1) return null;
    pending = ((pending << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = pending >> bits;
  }
  return bytes;
}

/** The bytes that hexadecimal digits stand for; null when they do not come in pairs, or are none. */
export function bytesOfHex(digits: string): Uint8Array<ArrayBuffer> | null {
  if (!/^(?:[\da-f]{2})*$/i.test(digits)) return null;
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
