import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { ClassBlock } from '../syntax/diagram.ts';
import { nearest } from '../syntax/nearest.ts';

/** Payload types that are not drawn, and labels that are the name of one and say nothing of it. */
export function reportPayloadTypes(
  { annotations, messages, occurrences }: Pick<Interaction, 'annotations' | 'messages' | 'occurrences'>,
  classes: readonly ClassBlock[],
): readonly Diagnostic[] {
  const names = new Set(classes.map(({ name }) => name).filter((name) => name !== null));
  const unknown = annotations.payloads.flatMap(({ value, span }) => {
    if (value.kind === 'example' || names.has(value.name)) return [];
    const suggestion = nearest(value.name, names);
    return [diagnose('unknown-payload-type', { type: value.name, suggestion }, span)];
  });
  if (names.size === 0) return unknown;
  const said = new Set(
    annotations.payloads.flatMap(({ first, end }) =>
      occurrences.slice(first, end).map(({ message }) => message),
    ),
  );
  const unsaid = messages.flatMap(({ number, statement }) => {
    const type = normaliseLabel(statement.label);
    return names.has(type) && !said.has(number)
      ? [diagnose('payload-type-unsaid', { type }, statement.labelSpan)]
      : [];
  });
  return [...unknown, ...unsaid];
}
