import type { Causality } from '../compiler/analysis/causality.ts';
import type { ChannelRace } from '../compiler/analysis/race-channels.ts';
import { printable } from '../compiler/diagnostics/printable.ts';
import type { Occurrence } from '../compiler/interaction/interaction.ts';
import { normaliseLabel } from '../compiler/interaction/label.ts';
import { describeDuration } from '../compiler/text/duration.ts';
import type { Span } from '../compiler/text/span.ts';

/** The order in a diagram, for people. */
export function causalityLines({ critical, messages, stricts, races }: Causality): readonly string[] {
  const redundant = [
    ...messages.map(({ span, label }) => `  ${placeOf(span)} ${normaliseLabel(label)}`),
    ...stricts.map(({ headSpan }) => `  ${placeOf(headSpan)} the strict order of this fragment`),
  ];
  return [
    ...(critical === null
      ? []
      : [
          `longest chain: ${critical.length} messages and actions, each waiting for the one before${critical.leastTime > 0 ? `; the slowest run takes at least ${describeDuration(critical.leastTime)}` : ''}`,
          ...critical.path.filter(beginsSomething).map((one) => `  ${placeOf(one.span)} ${one.label}`),
        ]),
    ...(redundant.length === 0 ? [] : ['', 'orders nothing that is not ordered without it:', ...redundant]),
    ...(races.length === 0 ? [] : ['', 'races, and the channels that allow them:', ...races.map(raceLine)]),
  ].map(printable);
}

function raceLine({ race: { first, second }, channels }: ChannelRace): string {
  const [lifeline = ''] = second.lifelines;
  return `  ${placeOf(second.span)} before ${placeOf(first.span)} at ${lifeline}: ${channels.join(', ')}`;
}

/** A message is told once, by its first end on the chain. */
function beginsSomething(
  { transmission, kind }: Occurrence,
  at: number,
  path: readonly Occurrence[],
): boolean {
  if (kind !== 'receive' || transmission === null) return true;
  return path[at - 1]?.transmission !== transmission;
}

/** With the column, where a file has lost its line breaks. */
function placeOf({ line, column }: Span): string {
  return line === 1 ? `1:${column}` : `line ${line}`;
}

/** The same for machines. */
export function causalityToJson({ critical, messages, stricts, races }: Causality): unknown {
  const place = ({ line, column }: Span) => ({ line, column });
  const said = ({ kind, lifelines, label, span }: Occurrence) => ({ kind, lifelines, label, ...place(span) });
  return {
    critical: critical && {
      length: critical.length,
      leastTime: critical.leastTime,
      path: critical.path.map(said),
    },
    redundant: [
      ...messages.map(({ span, label }) => ({
        kind: 'message',
        label: normaliseLabel(label),
        ...place(span),
      })),
      ...stricts.map(({ headSpan }) => ({ kind: 'strict', ...place(headSpan) })),
    ],
    races: races.map(({ race: { first, second }, channels }) => ({
      first: said(first),
      second: said(second),
      channels,
    })),
  };
}
