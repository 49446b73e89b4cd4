import { basename } from 'node:path';
import { readShareLink } from '../../compiler/links/share-link.ts';

/** What to call a file on its own, and a link: without folders, and short. */
export function shortName(file: string): string {
  return readShareLink(file)?.name ?? basename(file);
}

/** Whether a text is an address of whatever kind. */
export function isAddress(text: string): boolean {
  return /^[a-z][\w+.-]+:\/\//i.test(text);
}
