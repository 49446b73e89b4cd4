/** What is needed of the package lz-string, which whoever opens links has to bring along: here are no packages. */
export interface LzString {
  readonly compressToEncodedURIComponent: (text: string) => string;
  /** Gives null, nothing or rubbish for letters that are damaged. */
  readonly decompressFromEncodedURIComponent: (data: string) => string | null;
}
