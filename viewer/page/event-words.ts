import type { RunEvent } from '../model/run-model.ts';

/** What an event is, without its label: `Buyer → Seller`. */
export function eventWords({ kind, lifelines, peer }: RunEvent, name: (id: string) => string): string {
  const here = lifelines.map(name).join(', ');
  const other = peer === null ? 'outside' : name(peer);
  switch (kind) {
    case 'send':
      return `${here} → ${other}`;
    case 'receive':
      return `${here} ← ${other}`;
    case 'action':
      return here;
    case 'ref':
      return `ref over ${here}`;
  }
}
