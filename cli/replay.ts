import { basename } from 'node:path';
import colours from 'picocolors';
import { printable } from '../compiler/diagnostics/printable.ts';
import type { Interaction } from '../compiler/interaction/interaction.ts';
import { sayTransition } from '../compiler/script/export/say-transition.ts';
import type { ObservedEvent } from '../conformance/observed-event.ts';
import { type Replay, type ReplayedStep, replay } from '../conformance/replay.ts';

import { type ExitCode, exitCodes } from './exit-codes.ts';
import { readTraceFile } from './read-trace-file.ts';

/** Plays a trace file on a diagram and prints it; passes when it is a complete run, in the order of its lines. */
export async function replayTrace(interaction: Interaction, path: string, json: boolean): Promise<ExitCode> {
  const found = replay(interaction, await readTraceFile(path));
  if (found === null) {
    console.error('a script has too many states to be worked out; `seqwright project` tells which');
    return exitCodes.inconclusive;
  }
  if (json) console.log(JSON.stringify(toJson(found), null, 2));
  else print(found, basename(path));
  if (found.steps.some(({ inDiagram }) => !inDiagram)) return exitCodes.fail;
  return found.mayEnd ? exitCodes.pass : exitCodes.inconclusive;
}

function print({ steps, mayEnd, waiting }: Replay, name: string): void {
  const width = Math.max(0, ...steps.map(({ event }) => say(event).length));
  const left = steps.findIndex(({ inDiagram }) => !inDiagram);
  steps.forEach((step, index) => {
    const number = String(index + 1).padStart(String(steps.length).length);
    const line = `${number}  ${say(step.event).padEnd(width)}  ${place(step)}`.trimEnd();
    const mark = index === left ? colours.red(' ✗ no run of the diagram goes on like this') : '';
    console.log(`${printable(line)}${mark}`);
  });
  for (const { lifeline, transitions } of waiting) {
    console.log(printable(`${lifeline} waits for ${transitions.map(sayTransition).join(' or ')}`));
  }
  const ending = mayEnd ? 'came to its end' : left < 0 ? 'the diagram goes on' : 'left the diagram';
  console.log(`\n${ending}; ${steps.length} events replayed from ${printable(name)}`);
}

function say({ kind, lifelines, peer, label }: ObservedEvent): string {
  const arrow = { send: '──▶', receive: '◀──', action: '●', ref: 'ref' }[kind];
  return [lifelines.join(', '), arrow, ...(peer === null ? [] : [peer]), label].join('  ');
}

function place({ transition }: ReplayedStep): string {
  const lines = transition?.occurrences.map(({ span }) => `${basename(span.file)}:${span.line}`) ?? [];
  return [...new Set(lines)].join(', ');
}

function toJson({ steps, mayEnd, waiting }: Replay): unknown {
  return {
    complete: mayEnd,
    steps: steps.map(({ event, transition, inDiagram }) => ({
      traceLine: event.line,
      kind: event.kind,
      lifelines: event.lifelines,
      ...(event.peer === null ? {} : { peer: event.peer }),
      label: event.label,
      inDiagram,
      places: (transition?.occurrences ?? []).map(({ span: { file, line, column } }) => ({
        file,
        line,
        column,
      })),
    })),
    waiting: waiting.map(({ lifeline, transitions }) => ({ lifeline, for: transitions.map(sayTransition) })),
  };
}
