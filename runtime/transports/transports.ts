import { http } from './http.ts';
import { inMemory } from './in-memory.ts';
import type { Transport } from './transport.ts';

/** Every transport, by name. */
export const transports: ReadonlyMap<string, Transport> = new Map(
  [http as Transport, inMemory as Transport].map((transport) => [transport.name, transport]),
);
