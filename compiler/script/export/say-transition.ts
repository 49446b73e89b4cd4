import { printable } from '../../diagnostics/printable.ts';
import type { Transition } from '../script.ts';

/** A transition in the notation of communicating automata: `Bank!pay` sends to Bank, `Bank?paid` receives from it. */
export function sayTransition({ kind, peer, label, joint, lost }: Transition): string {
  switch (kind) {
    case 'send':
      return printable(`${peer ?? ''}!${label}${lost ? ' (lost)' : ''}`);
    case 'receive':
      return printable(`${peer ?? ''}?${label}`);
    case 'action':
      return printable(label);
    case 'ref':
      return printable(`ref ${label} with ${(joint ?? []).join(', ')}`);
  }
}
