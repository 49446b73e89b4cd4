import { har } from './har.ts';
import { jaeger } from './jaeger.ts';
import { otlp } from './otlp.ts';
import type { Importer } from './recording.ts';
import { shiviz } from './shiviz.ts';
import { zipkin } from './zipkin.ts';

/** Every format of recordings that is read beside our own, the surest to recognise first. */
const importers: readonly Importer[] = [otlp, har, jaeger, zipkin, shiviz];

/** The format of a text, told by how it begins; null when it is a trace file of our own, or nothing that is known. */
export function importerOf(text: string): Importer | null {
  const head = text.slice(0, 16_384);
  if (/^\uFEFF?\s*\{\s*"kind"/.test(head)) return null;
  return importers.find(({ isBegunBy }) => isBegunBy(head)) ?? null;
}
