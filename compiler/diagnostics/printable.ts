/**
 * One line of untrusted text, safe to show in a terminal: control characters, among them those that begin an ANSI
 * sequence, become visible signs, and so do the invisible ones that reorder the text around them.
 */
export function printable(text: string): string {
  return text.replace(unprintable, shown);
}

/** The text of a file with its lines and tabs, safe to show in a terminal: other control characters become visible signs. */
export function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]/gu, shown);
}

/** How many columns of a terminal a grapheme of printable text takes. */
export function cellWidth(grapheme: string): number {
  if (invisible.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}

/** Controls, lone surrogates, line and paragraph separators, and the bidirectional controls of "Trojan Source" (2021). */
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Controls have pictures of their own from U+2400; the others have none. */
function shown(character: string): string {
  const code = character.charCodeAt(0);
  if (character === '\t') return ' ';
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

const invisible = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** East Asian wide and fullwidth blocks (UAX 11), and what is drawn as an emoji. */
const wide =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f)/u;
