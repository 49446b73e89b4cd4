/** How bytes were deflated: by RFC 1950, which has a checksum, or by RFC 1951, which has none. */
export type DeflateFormat = 'deflate' | 'deflate-raw';

/**
 * Inflates bytes, as Node and browsers alike can do. Up to two zero bytes behind their end are passed over: letters of six bits
 * come in fours, and PlantUML fills them up. Rejects when the bytes are damaged, and when they hold more than `bytesMax`.
 */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  format: DeflateFormat,
  bytesMax: number,
): Promise<Uint8Array> {
  // The platform takes no byte behind the end, so what may be padding is taken away until it is content.
  for (let padding = 0; ; padding++) {
    try {
      return await inflateExactly(bytes.subarray(0, bytes.length - padding), format, bytesMax);
    } catch (error) {
      if (padding === paddingMax || bytes.at(-1 - padding) !== 0) throw error;
    }
  }
}

const paddingMax = 2;

/** Stops as soon as there is too much, so that a few letters cannot fill the memory. */
async function inflateExactly(
  bytes: Uint8Array<ArrayBuffer>,
  format: DeflateFormat,
  bytesMax: number,
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    length += chunk.value.length;
    if (length > bytesMax) {
      await reader.cancel();
      throw new RangeError(`more than ${bytesMax} bytes`);
    }
    chunks.push(chunk.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
