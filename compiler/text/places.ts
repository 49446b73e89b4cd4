/** Where a part of a line stands that was put together from several, or stands for what is written elsewhere. */
export interface Place {
  /** The offset in the line from which on it holds. */
  readonly at: number;
  readonly line: number;
  readonly column: number;
  /** Null when the text is what the file holds there; else it stands for what the file holds from there up to here. */
  readonly end: { readonly line: number; readonly column: number } | null;
}

/** In order of their offsets, the first of which is 0. */
export type Places = readonly [Place, ...Place[]];

/** The places that text has when `shift` characters are put before it. */
export function shiftPlaces(places: Places, shift: number): Place[] {
  return places.map((place) => ({ ...place, at: place.at + shift }));
}

/** The places of the text between two offsets, of which the first becomes 0. */
export function placesBetween(places: Places, start: number, end: number): Places {
  const index = indexAt(places, start);
  const first = places[index] as Place;
  const found: [Place, ...Place[]] = [{ ...first, at: 0, column: columnAt(first, start) }];
  for (let next = index + 1; next < places.length && (places[next] as Place).at < end; next++) {
    const place = places[next] as Place;
    found.push({ ...place, at: place.at - start });
  }
  return found;
}

/** From the first character at `start` to the end of the last one before `end`. */
export function edgesBetween(
  places: Places,
  start: number,
  end: number,
): { readonly line: number; readonly column: number; readonly endLine: number; readonly endColumn: number } {
  const first = places[indexAt(places, start)] as Place;
  // The end is exclusive: it lies behind the last character, not before the first of the next place.
  const last = places[indexAt(places, Math.max(start, end - 1))] as Place;
  return {
    line: first.line,
    column: columnAt(first, start),
    endLine: last.end?.line ?? last.line,
    endColumn: last.end?.column ?? columnAt(last, end),
  };
}

function columnAt(place: Place, offset: number): number {
  return place.end === null ? place.column + offset - place.at : place.column;
}

/** The last place that begins at or before the offset. */
function indexAt(places: Places, offset: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle] as Place).at > offset) high = middle - 1;
    else low = middle;
  }
  return low;
}
