import sparticuz from '@sparticuz/chromium';

/** Unpacks Chromium before any test, once for all of them: two that did it at once would start half a program. */
export default async function unpackChromium(): Promise<void> {
  if (process.env.CHROMIUM === undefined) await sparticuz.executablePath();
}
